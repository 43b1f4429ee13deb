// runner EMULATOR FILE ARGUMENT... : runs a program for macOS on a Linux of the same processor, as far as the launcher needs it: maps its
// segments, binds what it takes from libSystem to functions here, and calls it. Numbers and structures are those of macOS as macos.h has them,
// written a second time, so this shows that the launcher does the right thing with what it asks for, not that macOS answers like this.
// EMULATOR is the path of the program that starts this one for another processor, or `-`.
#include "runner.h"
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const char *emulator, *runner, *program;

_Noreturn void fail(const char *what, const char *on) {
    // Not printf, which takes a library for numbers that arm64 has not.
    const char *const parts[] = {"runner: ", what, " ", on, "\n"};
    for (int index = 0; index < 5; index++) {
        if (write(2, parts[index], strlen(parts[index])) < 0) break;
    }
    _exit(99);
}

static uint32_t word(const unsigned char *bytes) {
    uint32_t value;
    memcpy(&value, bytes, 4);
    return value;
}

// Chained fixups: each pointer tells how far the next one is.
static void bind(unsigned char *base, const unsigned char *fixups) {
    const unsigned char *starts = fixups + word(fixups + 4), *imports = fixups + word(fixups + 8);
    const char *names = (const char *)fixups + word(fixups + 12);
    if (word(fixups + 20) != 1) fail("imports", "of another form");
    for (uint32_t segment = 0; segment < word(starts); segment++) {
        uint32_t offset = word(starts + 4 + 4 * segment);
        if (!offset) continue;
        const unsigned char *start = starts + offset;
        uint16_t page_size, format, pages, first;
        uint64_t place;
        memcpy(&page_size, start + 4, 2), memcpy(&format, start + 6, 2), memcpy(&place, start + 8, 8), memcpy(&pages, start + 20, 2);
        if (format != 2 && format != 6) fail("pointers", "of another form");
        for (uint16_t page = 0; page < pages; page++) {
            memcpy(&first, start + 22 + 2 * page, 2);
            if (first == 0xFFFF) continue;
            unsigned char *pointer = base + place + (uint64_t)page * page_size + first;
            for (uint64_t next = 1; next; pointer += 4 * next) {
                uint64_t value;
                memcpy(&value, pointer, 8);
                next = value >> 51 & 0xFFF;
                if (value >> 63) {
                    value = (uint64_t)function(names + (word(imports + 4 * (value & 0xFFFFFF)) >> 9)) + (value >> 24 & 0xFF);
                } else {
                    value = (value & 0xFFFFFFFFF) + (format == 6 ? (uint64_t)base : 0);
                }
                memcpy(pointer, &value, 8);
            }
        }
    }
}

int main(int count, char **arguments) {
    if (count < 3) fail("use it so:", "runner EMULATOR FILE ARGUMENT...");
    static char self[4096];
    if (readlink("/proc/self/exe", self, sizeof self - 1) < 0) fail("no", "/proc");
    runner = self, emulator = arguments[1], program = arguments[2];
    int file = open(program, O_RDONLY | O_CLOEXEC);
    static unsigned char front[8192];
    if (file < 0 || pread(file, front, sizeof front, 0) < 32 || word(front) != 0xFEEDFACF) fail("no program:", program);
    unsigned char *base = NULL, *fixups = NULL;
    uint64_t entry = 0, link_place = 0, link_memory = 0;
    const unsigned char *command = front + 32;
    for (uint32_t left = word(front + 16); left; left--, command += word(command + 4)) {
        uint64_t segment[4];
        switch (word(command)) {
        case 0x19:
            memcpy(segment, command + 24, 32);
            if (!segment[3]) break;
            if (!strcmp((const char *)command + 8, "__TEXT")) base = (unsigned char *)segment[0];
            link_memory = segment[0], link_place = segment[2];
            int rights = PROT_READ | (word(command + 60) & 2 ? PROT_WRITE : 0) | (word(command + 60) & 4 ? PROT_EXEC : 0);
            if (mmap((void *)segment[0], segment[1], rights, MAP_PRIVATE | MAP_FIXED_NOREPLACE, file, (off_t)segment[2]) == MAP_FAILED) {
                fail("cannot map", program);
            }
            break;
        case 0x80000034: fixups = (unsigned char *)(link_memory + word(command + 8) - link_place); break;
        case 0x80000028: memcpy(&entry, command + 8, 8);
        }
    }
    if (!base || !fixups || !entry) fail("not all that it takes:", program);
    bind(base, fixups);
    close(file);
    exit(((int (*)(int, char **, char **, char **))(base + entry))(count - 2, arguments + 2, environ, arguments + count));
}
