// Stands for each program of Erlang/OTP for macOS: tells what it was started with, and ends with 7, or as its first argument behind `-extra`
// says. Only libSystem is called.
#include <stddef.h>

extern long write(int file, const void *bytes, size_t count);
extern long read(int file, void *bytes, size_t count);
extern char ***_NSGetEnviron(void);

static size_t length(const char *text) {
    size_t count = 0;
    while (text[count]) count++;
    return count;
}

static int is(const char *text, const char *other) {
    while (*text && *text == *other) text++, other++;
    return *text == *other;
}

static void tell(const char *label, const char *text) {
    write(1, label, length(label));
    write(1, text, length(text));
    write(1, "\n", 1);
}

static int number(const char *text) {
    int value = 0;
    while (*text >= '0' && *text <= '9') value = value * 10 + *text++ - '0';
    return value;
}

int start(int count, char **arguments) {
    int extra = 0;
    while (extra < count && !is(arguments[extra], "-extra")) extra++;
    const char *first = extra + 1 < count ? arguments[extra + 1] : "";
    if (is(first, "exit")) return number(arguments[extra + 2]);
    if (is(first, "cat")) {
        char buffer[4096];
        for (long got; (got = read(0, buffer, sizeof buffer)) > 0;) write(1, buffer, (size_t)got);
        return 0;
    }
    if (is(first, "env")) {
        for (char **next = *_NSGetEnviron(); *next; next++) tell("", *next);
        return 0;
    }
    for (int index = 0; index < count; index++) tell(index > extra ? "argument: " : "emulator: ", arguments[index]);
    return is(first, "") ? 7 : 0;
}
