#include "variable.h"

#include "memory.h"

wide *variable(const wide *name) {
    uint32_t size = GetEnvironmentVariableW(name, NULL, 0);
    if (size <= 1) return NULL;
    wide *value = allocate(size * sizeof(wide));
    return GetEnvironmentVariableW(name, value, size) < size ? value : NULL;
}
