// Where long numbers have 128 bits, the C library's printf and scanf want a compiler's functions for them. The keeper never prints or
// reads a fraction, so these are not reached, and no library of the compiler is needed.
#if defined(__aarch64__)
#define NOT_REACHED(name) \
    void name(void); \
    void name(void) { __builtin_trap(); }

NOT_REACHED(__addtf3)
NOT_REACHED(__subtf3)
NOT_REACHED(__multf3)
NOT_REACHED(__divtf3)
NOT_REACHED(__eqtf2)
NOT_REACHED(__netf2)
NOT_REACHED(__lttf2)
NOT_REACHED(__letf2)
NOT_REACHED(__gttf2)
NOT_REACHED(__getf2)
NOT_REACHED(__unordtf2)
NOT_REACHED(__fixtfsi)
NOT_REACHED(__fixunstfsi)
NOT_REACHED(__floatsitf)
NOT_REACHED(__floatunsitf)
NOT_REACHED(__extendsftf2)
NOT_REACHED(__extenddftf2)
NOT_REACHED(__trunctfsf2)
NOT_REACHED(__trunctfdf2)
#else
typedef int no_functions_needed;
#endif
