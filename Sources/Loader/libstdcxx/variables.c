// Variables that are set up once: the first byte says that it is done, the second that somebody is at it.
#include "libstdcxx.h"

int __cxa_guard_acquire(unsigned char *guard) {
    for (;;) {
        if (__atomic_load_n(guard, __ATOMIC_ACQUIRE)) return 0;
        if (!__atomic_exchange_n(guard + 1, 1, __ATOMIC_ACQUIRE)) break;
        sched_yield();
    }
    // It may have become ready between the two looks.
    if (!__atomic_load_n(guard, __ATOMIC_ACQUIRE)) return 1;
    __atomic_store_n(guard + 1, 0, __ATOMIC_RELEASE);
    return 0;
}
void __cxa_guard_release(unsigned char *guard) {
    __atomic_store_n(guard, 1, __ATOMIC_RELEASE);
    __atomic_store_n(guard + 1, 0, __ATOMIC_RELEASE);
}
