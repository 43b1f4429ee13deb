#include "console.h"

#include "text.h"
#include "windows.h"

static void print_bytes(handle file, const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        uint32_t written = 0;
        if (!WriteFile(file, text, left < 1u << 20 ? (uint32_t)left : 1u << 20, &written, NULL) || written == 0) return;
        text += written;
        left -= written;
    }
}

/// A console takes a limited count of characters at once.
static void print_wide(handle console, const wide *text) {
    size_t left = wide_length(text);
    while (left > 0) {
        uint32_t written = 0;
        if (!WriteConsoleW(console, text, left < 4096 ? (uint32_t)left : 4096, &written, NULL) || written == 0) return;
        text += written;
        left -= written;
    }
}

void print(uint32_t stream, const char *text) {
    handle file = GetStdHandle(stream);
    uint32_t mode;
    const wide *characters = GetConsoleMode(file, &mode) ? text_wide(text) : NULL;
    if (characters) {
        print_wide(file, characters);
    } else {
        print_bytes(file, text);
    }
}
