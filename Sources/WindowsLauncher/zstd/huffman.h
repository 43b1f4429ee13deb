// Huffman-coded literals: RFC 8878, section 4.2.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HUFFMAN_LARGEST_LOG 11

struct huffman_entry {
    uint8_t symbol;
    uint8_t bits;
};

struct huffman_table {
    /// The table has 1 << log entries; 0 if there is no table.
    int log;
    struct huffman_entry entries[1 << HUFFMAN_LARGEST_LOG];
};

/// Reads a table's description; the count of bytes that it takes, or 0 if it makes no sense.
size_t huffman_read(struct huffman_table *table, const uint8_t *bytes, size_t count);

/// Decodes one stream into exactly `size` bytes; false unless it fits them to the bit.
bool huffman_decode(
    const struct huffman_table *table, const uint8_t *stream, size_t count, uint8_t *output, size_t size);
