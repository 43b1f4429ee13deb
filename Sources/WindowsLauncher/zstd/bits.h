// Bits of an entropy-coded stream, which is read from its end to its beginning.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct bits {
    const uint8_t *bytes;
    /// How many bits are unread; below zero once more were taken than there are, which then were zeros.
    int64_t left;
};

static inline int highest_bit(uint64_t value) { return 63 - __builtin_clzll(value); }

/// Begins behind the highest bit that is set in the last byte; false if there is none.
static inline bool bits_open(struct bits *bits, const uint8_t *bytes, size_t count) {
    if (count == 0 || bytes[count - 1] == 0) return false;
    bits->bytes = bytes;
    bits->left = 8 * (int64_t)(count - 1) + highest_bit(bytes[count - 1]);
    return true;
}

/// The next `count` bits, at most 56, without taking them. Reads up to eight bytes from any byte of the stream on.
static inline uint64_t bits_peek(const struct bits *bits, int count) {
    int64_t place = bits->left - count;
    int missing = 0;
    if (place < 0) {
        missing = place < -count ? count : (int)-place;
        place = 0;
    }
    uint64_t word;
    memcpy(&word, bits->bytes + (place >> 3), sizeof word);
    uint64_t mask = ((uint64_t)1 << (count - missing)) - 1;
    return (word >> (place & 7) & mask) << missing;
}

static inline uint64_t bits_take(struct bits *bits, int count) {
    uint64_t value = bits_peek(bits, count);
    bits->left -= count;
    return value;
}
