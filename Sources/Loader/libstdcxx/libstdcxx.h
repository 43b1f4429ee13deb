// What the emulator wants of the C++ library: a few containers' out-of-line parts. In a bundle whose only user of the library is
// the emulator, this stands in for 2.5 MB. Nothing here throws: what would be an exception that nobody catches ends the program,
// as it would there. The layouts are those of the ABI that GCC's library has had since version 5.
#pragma once

typedef __SIZE_TYPE__ size;
typedef __UINTPTR_TYPE__ address;

void *malloc(size count);
void free(void *memory);
void abort(void) __attribute__((noreturn));
void *memmove(void *to, const void *from, size count);
int sched_yield(void);

void *_Znwm(size count);

// Ends the program with a reason on standard error.
void __attribute__((noreturn, visibility("hidden"))) end(const char *why);
