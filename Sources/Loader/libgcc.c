// What the emulator and the C library want of the compiler's runtime library: numbers of 128 bits, halves of floating-point numbers, and
// the end of a thread. In a bundle whose only user of the library is the emulator, and whose tables for exceptions are gone, this stands
// in for 180 KB: nothing is thrown, and a thread that ends has no frames to visit on its way.
typedef __UINT64_TYPE__ u64;
typedef unsigned __int128 u128;
typedef __UINT16_TYPE__ u16;

void abort(void) __attribute__((noreturn));

int __popcountdi2(u64 number) {
    int count = 0;
    for (; number; number &= number - 1) count++;
    return count;
}

// The quotient bit by bit; the emulator divides so only where it checks for overflow.
static u128 divide(u128 number, u128 divisor, u128 *rest) {
    u128 quotient = 0, remainder = 0;
    for (int bit = 127; bit >= 0; bit--) {
        _Bool carry = remainder >> 127;
        remainder = remainder << 1 | (number >> bit & 1);
        if (carry || remainder >= divisor) {
            remainder -= divisor;
            quotient |= (u128)1 << bit;
        }
    }
    *rest = remainder;
    return quotient;
}
u128 __udivti3(u128 number, u128 divisor) {
    u128 rest;
    return divide(number, divisor, &rest);
}
u128 __umodti3(u128 number, u128 divisor) {
    u128 rest;
    divide(number, divisor, &rest);
    return rest;
}

#ifdef __x86_64__
// Halves: a sign, 5 bits of exponent with a bias of 15, 10 bits of fraction.
union half {
    u16 bits;
    _Float16 value;
};
union whole {
    u64 bits;
    double value;
};

double __extendhfdf2(_Float16 value) {
    u64 bits = (union half){.value = value}.bits, sign = (bits & 0x8000) << 48, fraction = bits & 0x3FF;
    int exponent = bits >> 10 & 31;
    if (exponent == 31) return (union whole){.bits = sign | 0x7FFull << 52 | fraction << 42 | (u64)(fraction != 0) << 51}.value;
    if (exponent == 0) {
        if (fraction == 0) return (union whole){.bits = sign}.value;
        for (exponent = 1; !(fraction & 0x400); exponent--) fraction <<= 1;
        fraction &= 0x3FF;
    }
    return (union whole){.bits = sign | (u64)(exponent + 1008) << 52 | fraction << 42}.value;
}

// The nearest half to a number of 64 bits of fraction, the highest of them set, times two to the power of `exponent` - 63; of two that are
// equally near, the even one.
static u16 round_to_half(u64 fraction, int exponent, u64 sign) {
    if (exponent > 15) return (u16)(sign | 0x7C00);
    int shift = exponent < -14 ? 53 + (-14 - exponent) : 53;
    if (shift > 64) return (u16)sign;
    u64 kept = shift == 64 ? 0 : fraction >> shift;
    u64 rest = shift == 64 ? fraction : fraction << (64 - shift);
    u64 middle = 1ull << 63;
    kept += rest > middle || (rest == middle && kept & 1);
    // Rounding up may carry into the exponent, which is what is wanted.
    if (exponent < -14) return (u16)(sign | kept);
    return (u16)(sign | (((u64)(exponent + 14) << 10) + kept));
}

_Float16 __truncdfhf2(double value) {
    u64 bits = (union whole){.value = value}.bits, sign = bits >> 48 & 0x8000, fraction = bits & 0xFFFFFFFFFFFFF;
    int exponent = bits >> 52 & 0x7FF;
    u16 result;
    if (exponent == 0x7FF)
        result = (u16)(sign | 0x7C00 | (fraction ? 0x200 | fraction >> 42 : 0));
    else if (exponent == 0)
        result = (u16)sign;
    else
        result = round_to_half((1ull << 63) | fraction << 11, exponent - 1023, sign);
    return (union half){.bits = result}.value;
}

_Float16 __truncxfhf2(long double value) {
    union {
        long double value;
        struct {
            u64 fraction;
            u16 top;
        };
    } whole = {.value = value};
    u64 sign = whole.top & 0x8000, fraction = whole.fraction;
    int exponent = whole.top & 0x7FFF;
    u16 result;
    if (exponent == 0x7FFF)
        result = (u16)(sign | 0x7C00 | (fraction << 1 ? 0x200 | (fraction >> 53 & 0x3FF) : 0));
    else if (!(fraction >> 63))
        result = (u16)sign;
    else
        result = round_to_half(fraction, exponent - 16383, sign);
    return (union half){.bits = result}.value;
}
#endif

// Unwinding. The C library asks for these when a thread ends or is cancelled: told at once that the stack's end is reached, it runs what
// the thread has asked for and leaves. The rest would need tables.

typedef int (*stop)(int version, int actions, u64 kind, void *exception, void *context, void *argument);
enum { cleanup = 2, force = 8, end_of_stack = 16, stack_ended = 5, failed = 2 };

int _Unwind_ForcedUnwind(u64 *exception, stop stop, void *argument) {
    stop(1, force | cleanup | end_of_stack, *exception, exception, 0, argument);
    return failed;
}
int _Unwind_Backtrace(void *step, void *argument) { return (void)step, (void)argument, stack_ended; }
u64 _Unwind_GetCFA(void *context) { return (void)context, 0; }
u64 _Unwind_GetIP(void *context) { return (void)context, 0; }
void _Unwind_Resume(void *exception) { (void)exception, abort(); }
int __gcc_personality_v0(void) { abort(); }
