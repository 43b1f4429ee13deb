// The literals of a block: RFC 8878, section 3.1.1.3.1.
#pragma once
#include "huffman.h"

#define LARGEST_BLOCK (128u << 10)

struct literals {
    /// The table of this block or, where it brings none, of the last one that did.
    struct huffman_table table;
    size_t count;
    uint8_t bytes[LARGEST_BLOCK];
};

/// Decodes the literals at a block's beginning; the count of bytes that they take there, or 0 if they make no sense.
size_t literals_read(struct literals *literals, const uint8_t *block, size_t size);
