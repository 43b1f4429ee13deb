// Where the artifact lies in a program of macOS: in a section of its own, as what follows the last segment is not covered by a signature.
// Plain C that needs no system, so that it can be tried on any.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// More than header and load commands take.
#define MACHO_FRONT 8192

static inline uint64_t macho_number(const unsigned char *bytes, int count) {
    uint64_t number = 0;
    while (count-- > 0) number = number << 8 | bytes[count];
    return number;
}

/// Whether a name of up to 16 bytes, zeros behind it, is this one.
static inline int macho_is_named(const unsigned char *bytes, const char *name) {
    for (int index = 0; index < 16; index++) {
        if (bytes[index] != (unsigned char)*name) return 0;
        if (*name) name++;
    }
    return 1;
}

/// Zeros for what changes when an artifact is placed or signed anew, as the digest of the launcher has it: the bodies of commands about
/// the artifact's segment, the last one, and what lies in that.
static inline void macho_settle(unsigned char *front, size_t count) {
    if (count < 32) return;
    size_t place = 32;
    for (uint64_t left = macho_number(front + 16, 4); left > 0 && count - place >= 8; left--) {
        unsigned char *command = front + place;
        size_t length = (size_t)macho_number(command + 4, 4);
        if (length < 8 || length > count - place) return;
        int is_unsettled = 0;
        switch (macho_number(command, 4)) {
        case 0x19:
            is_unsettled = length >= 72
                && (macho_is_named(command + 8, "__BMATRIX") || macho_is_named(command + 8, "__LINKEDIT"));
            break;
        // Symbols, signature, and tables of the loader.
        case 0x2: case 0xB: case 0x1D: case 0x26: case 0x29: case 0x80000033: case 0x80000034: is_unsettled = 1;
        }
        for (size_t index = 8; is_unsettled && index < length; index++) command[index] = 0;
        place += length;
    }
}

/// The end of section `__payload` in segment `__BMATRIX`, if the file ends where its last segment does; else 0.
static inline long macho_artifact_end(const unsigned char *front, size_t count, long size) {
    if (count < 32 || macho_number(front, 4) != 0xFEEDFACF) return 0;
    uint64_t section_end = 0, file_end = 0;
    size_t place = 32;
    for (uint64_t left = macho_number(front + 16, 4); left > 0; left--) {
        if (count - place < 8) return 0;
        const unsigned char *command = front + place;
        size_t length = (size_t)macho_number(command + 4, 4);
        if (length < 8 || length > count - place) return 0;
        // LC_SEGMENT_64, its first section behind it.
        if (macho_number(command, 4) == 0x19 && length >= 72) {
            if (macho_is_named(command + 8, "__LINKEDIT")) {
                file_end = macho_number(command + 40, 8) + macho_number(command + 48, 8);
            } else if (macho_is_named(command + 8, "__BMATRIX") && length >= 152) {
                section_end = macho_number(command + 72 + 48, 4) + macho_number(command + 72 + 40, 8);
            }
        }
        place += length;
    }
    return size > 0 && file_end == (uint64_t)size && section_end < file_end ? (long)section_end : 0;
}
