#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

// Where `needle` starts in `bytes`, or NULL. C's own memmem is an extension that the importer does not see.
static inline const void *bmatrix_find(const void *bytes, size_t count, const void *needle, size_t length) {
    const unsigned char *at = bytes, *end = at + count;
    if (length == 0) return NULL;
    while ((size_t)(end - at) >= length) {
        at = memchr(at, *(const unsigned char *)needle, (size_t)(end - at) - length + 1);
        if (at == NULL) return NULL;
        if (memcmp(at, needle, length) == 0) return at;
        at++;
    }
    return NULL;
}
