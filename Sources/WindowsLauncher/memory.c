#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "windows.h"

#define ZEROED 8u

void *try_allocate(size_t size) { return HeapAlloc(GetProcessHeap(), ZEROED, size); }

void *allocate(size_t size) {
    void *memory = try_allocate(size);
    if (!memory) {
        static const char text[] = "bmatrix: there is not enough memory\n";
        uint32_t written;
        WriteFile(GetStdHandle(STDERR_NUMBER), text, sizeof text - 1, &written, NULL);
        ExitProcess(114);
    }
    return memory;
}

void *malloc(size_t size) { return HeapAlloc(GetProcessHeap(), 0, size); }

void *calloc(size_t count, size_t size) {
    size_t total;
    return __builtin_mul_overflow(count, size, &total) ? NULL : try_allocate(total);
}

void free(void *memory) { release(memory); }

void release(void *memory) {
    if (memory) HeapFree(GetProcessHeap(), 0, memory);
}

// What the compiler asks for, as there is no C library. Built with -fno-builtin, or these would call themselves.

/// Eight bytes anywhere.
typedef uint64_t word __attribute__((aligned(1), may_alias));

void *memcpy(void *to, const void *from, size_t count) {
    void *start = to;
    // The processor's own way takes long to begin, and most copies are short.
    if (count < 128) {
        for (; count >= 8; count -= 8) {
            *(word *)to = *(const word *)from;
            to = (unsigned char *)to + 8;
            from = (const unsigned char *)from + 8;
        }
    }
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
    return start;
}

void *memset(void *to, int value, size_t count) {
    void *start = to;
    __asm__ volatile("rep stosb" : "+D"(to), "+c"(count) : "a"(value) : "memory");
    return start;
}

void *memmove(void *to, const void *from, size_t count) {
    unsigned char *target = to;
    const unsigned char *source = from;
    if (target <= source || target >= source + count) return memcpy(to, from, count);
    while (count-- > 0) target[count] = source[count];
    return to;
}

int memcmp(const void *one, const void *other, size_t count) {
    const unsigned char *left = one, *right = other;
    for (size_t index = 0; index < count; index++) {
        if (left[index] != right[index]) return left[index] - right[index];
    }
    return 0;
}

size_t strlen(const char *text) {
    size_t count = 0;
    while (text[count]) count++;
    return count;
}

// Functions with large frames call this first: the stack grows page by page, and none may be skipped. Takes the size in rax and must
// leave all registers as they were.
__asm__(
    ".globl ___chkstk_ms\n"
    "___chkstk_ms:\n"
    "    push %rcx\n"
    "    push %rax\n"
    "    lea 24(%rsp), %rcx\n"
    "1:  cmp $4096, %rax\n"
    "    jb 2f\n"
    "    sub $4096, %rcx\n"
    "    orq $0, (%rcx)\n"
    "    sub $4096, %rax\n"
    "    jmp 1b\n"
    "2:  sub %rax, %rcx\n"
    "    orq $0, (%rcx)\n"
    "    pop %rax\n"
    "    pop %rcx\n"
    "    ret\n");
