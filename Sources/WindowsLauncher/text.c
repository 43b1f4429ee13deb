#include "text.h"

#include <stdarg.h>

#include "memory.h"

char *text_join(const char *first, ...) {
    size_t count = 0;
    va_list parts;
    va_start(parts, first);
    for (const char *part = first; part; part = va_arg(parts, const char *)) count += strlen(part);
    va_end(parts);
    char *joined = allocate(count + 1), *next = joined;
    va_start(parts, first);
    for (const char *part = first; part; part = va_arg(parts, const char *)) {
        size_t length = strlen(part);
        memcpy(next, part, length);
        next += length;
    }
    va_end(parts);
    return joined;
}

char *text_copy(const char *bytes, size_t count) {
    char *copy = allocate(count + 1);
    memcpy(copy, bytes, count);
    return copy;
}

bool text_is(const char *text, const char *other) {
    size_t count = strlen(text);
    return count == strlen(other) && memcmp(text, other, count) == 0;
}

bool text_begins(const char *text, const char *beginning) {
    for (; *beginning; text++, beginning++) {
        if (*text != *beginning) return false;
    }
    return true;
}

char *text_decimal(uint64_t number) {
    char digits[20];
    size_t place = sizeof digits;
    do {
        digits[--place] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return text_copy(digits + place, sizeof digits - place);
}

wide *text_wide(const char *text) {
    int count = MultiByteToWideChar(UTF8, STRICT, text, -1, NULL, 0);
    if (count <= 0) return NULL;
    wide *converted = allocate((size_t)count * sizeof(wide));
    MultiByteToWideChar(UTF8, STRICT, text, -1, converted, count);
    return converted;
}

char *text_narrow(const wide *text) {
    int count = WideCharToMultiByte(UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    if (count <= 0) return text_copy("?", 1);
    char *converted = allocate((size_t)count);
    WideCharToMultiByte(UTF8, 0, text, -1, converted, count, NULL, NULL);
    return converted;
}

size_t wide_length(const wide *text) {
    size_t count = 0;
    while (text[count]) count++;
    return count;
}

wide *wide_copy(const wide *text, size_t count) {
    wide *copy = allocate((count + 1) * sizeof(wide));
    memcpy(copy, text, count * sizeof(wide));
    return copy;
}

wide *wide_join(const wide *first, const wide *second) {
    size_t begin = wide_length(first), end = wide_length(second);
    wide *joined = allocate((begin + end + 1) * sizeof(wide));
    memcpy(joined, first, begin * sizeof(wide));
    memcpy(joined + begin, second, end * sizeof(wide));
    return joined;
}

wide *wide_replace(wide *text, wide from, wide to) {
    for (wide *next = text; *next; next++) {
        if (*next == from) *next = to;
    }
    return text;
}
