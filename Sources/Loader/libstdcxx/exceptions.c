// What throws, catches and describes: here it ends the program.
#include "libstdcxx.h"

long write(int file, const void *bytes, size count);

static size length(const char *text) {
    size count = 0;
    while (text[count]) count++;
    return count;
}

void end(const char *why) {
    (void)!write(2, why, length(why));
    (void)!write(2, "\n", 1);
    abort();
}

void _ZSt17__throw_bad_allocv(void) { end("no memory"); }
void _ZSt28__throw_bad_array_new_lengthv(void) { end("an array too large"); }
void _ZSt19__throw_logic_errorPKc(const char *why) { end(why); }
void _ZSt20__throw_length_errorPKc(const char *why) { end(why); }
void _ZSt20__throw_out_of_rangePKc(const char *why) { end(why); }
void _ZSt24__throw_out_of_range_fmtPKcz(const char *why, ...) { end(why); }
void _ZSt21__glibcxx_assert_failPKciS0_S0_(const char *file, int line, const char *function, const char *condition) {
    (void)file, (void)line, (void)function;
    end(condition ? condition : "an assertion failed");
}
void *__cxa_begin_catch(void *exception) { (void)exception, end("an exception"); }
void __cxa_end_catch(void) {}
void __cxa_rethrow(void) { end("an exception"); }
void __cxa_pure_virtual(void) { end("a pure virtual function was called"); }
// Nothing is thrown, so no frame is ever asked.
int __gxx_personality_v0(void) { abort(); }

// Tables of functions that only casts and handlers use, of which there are none; the type descriptions point behind the first two words.
#define TABLE(name) const void *const name[11] = {0}
TABLE(_ZTVN10__cxxabiv117__class_type_infoE);
TABLE(_ZTVN10__cxxabiv120__si_class_type_infoE);
TABLE(_ZTVN10__cxxabiv121__vmi_class_type_infoE);
