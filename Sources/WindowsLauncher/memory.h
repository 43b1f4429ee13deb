// Memory. Little is given back: the launcher ends soon, or waits without asking for more.
#pragma once
#include <stddef.h>

/// Some memory, all zeros; NULL if there is none.
void *try_allocate(size_t size);
/// The same, but ends the program if there is none.
void *allocate(size_t size);
void release(void *memory);
