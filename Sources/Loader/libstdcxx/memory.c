// Memory.
#include "libstdcxx.h"

void *_Znwm(size count) {
    void *memory = malloc(count ? count : 1);
    if (!memory) end("no memory");
    return memory;
}
void *_Znam(size count) { return _Znwm(count); }
void _ZdlPv(void *memory) { free(memory); }
void _ZdaPv(void *memory) { free(memory); }
void _ZdlPvm(void *memory, size count) { (void)count, free(memory); }
void _ZdaPvm(void *memory, size count) { (void)count, free(memory); }
