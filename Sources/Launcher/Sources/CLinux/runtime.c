// What Embedded Swift's runtime and a distribution's libzstd want and an old musl lacks. Weak: a libc that has them wins.
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/random.h>

__attribute__((weak)) void arc4random_buf(void *buffer, size_t count) {
    unsigned char *next = buffer;
    while (count) {
        ssize_t got = getrandom(next, count, 0);
        if (got < 0) {
            if (errno == EINTR) continue;
            return;
        }
        next += got;
        count -= (size_t)got;
    }
}

// Ubuntu builds its static libraries with _FORTIFY_SOURCE, which is glibc's.
__attribute__((weak)) void *__memcpy_chk(void *to, const void *from, size_t count, size_t room) {
    (void)room;
    return memcpy(to, from, count);
}
__attribute__((weak)) void *__memmove_chk(void *to, const void *from, size_t count, size_t room) {
    (void)room;
    return memmove(to, from, count);
}
__attribute__((weak)) void *__memset_chk(void *to, int value, size_t count, size_t room) {
    (void)room;
    return memset(to, value, count);
}
