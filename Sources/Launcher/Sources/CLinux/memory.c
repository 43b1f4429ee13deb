// Memory that is never given back: the launcher lives for milliseconds, and what it needs grows with the number of files
// only. A general allocator maps and unmaps pages at each start, which costs more than all of the launcher's own work.
// Large blocks, the decoders' buffers, are mappings of their own.
#define _GNU_SOURCE
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ALIGNMENT 16
#define CHUNK ((size_t)1 << 20)
#define LARGE ((size_t)64 << 10)
#define HUGE_PAGE ((size_t)2 << 20)

// In front of each block: its size, which realloc needs.
typedef struct {
    _Alignas(ALIGNMENT) size_t size;
} Header;

static _Alignas(ALIGNMENT) char first[96 << 10];
static char *next = first, *end = first + sizeof first;
static int lock;

static void *map(size_t size) {
    int isHuge = size >= 2 * HUGE_PAGE;
    size_t room = isHuge ? size + HUGE_PAGE : size;
    char *place = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (place == MAP_FAILED) return NULL;
    if (!isHuge) return place;
    // A decoder's window is filled from one end to the other: a few faults instead of a thousand.
    char *aligned = (char *)(((uintptr_t)place + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1));
    madvise(aligned, size, MADV_HUGEPAGE);
    return aligned;
}

static void *take(size_t size) {
    while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE)) {
    }
    char *place = next;
    if ((size_t)(end - next) < size) {
        place = map(CHUNK);
        if (place) end = place + CHUNK;
    }
    if (place) next = place + size;
    __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
    return place;
}

/// Nobody can go on without; the status is that of a system call that failed.
static _Noreturn void fail(void) {
    static const char text[] = "bmatrix: out of memory\n";
    ssize_t ignored = write(2, text, sizeof text - 1);
    (void)ignored;
    _exit(114);
}

void *malloc(size_t size) {
    if (size > PTRDIFF_MAX - 2 * CHUNK) {
        errno = ENOMEM;
        return NULL;
    }
    size_t room = (size + sizeof(Header) + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    Header *header = room >= LARGE ? map(room) : take(room);
    if (!header) fail();
    header->size = size;
    return header + 1;
}

void free(void *place) {
    if (!place) return;
    Header *header = (Header *)place - 1;
    size_t room = (header->size + sizeof(Header) + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (room >= LARGE) munmap(header, room);
}

void *calloc(size_t count, size_t size) {
    size_t total;
    if (__builtin_mul_overflow(count, size, &total)) {
        errno = ENOMEM;
        return NULL;
    }
    // All of it is fresh from the system.
    return malloc(total);
}

void *realloc(void *place, size_t size) {
    void *moved = malloc(size);
    if (moved && place) {
        size_t had = ((Header *)place - 1)->size;
        memcpy(moved, place, had < size ? had : size);
        free(place);
    }
    return moved;
}

// With a header of its own, by which `free` lets it lie.
void *aligned_alloc(size_t alignment, size_t size) {
    if (alignment <= ALIGNMENT) return malloc(size);
    if (size > PTRDIFF_MAX - 2 * CHUNK || alignment > CHUNK) {
        errno = ENOMEM;
        return NULL;
    }
    char *place = malloc(size + alignment + sizeof(Header));
    if (!place) return NULL;
    char *aligned = (char *)(((uintptr_t)place + sizeof(Header) + alignment - 1) & ~(uintptr_t)(alignment - 1));
    ((Header *)aligned - 1)->size = 0;
    return aligned;
}

int posix_memalign(void **place, size_t alignment, size_t size) {
    *place = aligned_alloc(alignment, size);
    return *place ? 0 : ENOMEM;
}
