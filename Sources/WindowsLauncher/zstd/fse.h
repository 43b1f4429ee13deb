// Tables of finite state entropy: RFC 8878, section 4.1.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FSE_LARGEST_LOG 9
#define FSE_MOST_SYMBOLS 256

struct fse_state {
    uint16_t baseline;
    uint8_t symbol;
    uint8_t bits;
};

struct fse_table {
    /// The table has 1 << log states; -1 if there is no table.
    int log;
    struct fse_state states[1 << FSE_LARGEST_LOG];
};

/// Reads a table's description; the count of bytes that it takes, or 0 if it makes no sense.
size_t fse_read(
    struct fse_table *table, const uint8_t *bytes, size_t count, int largest_log, int most_symbols);

/// The table of a distribution: `counts` adds up to 1 << log, where -1 stands for less than one.
void fse_build(struct fse_table *table, const int16_t *counts, int symbols, int log);

/// The table that always gives one symbol.
void fse_constant(struct fse_table *table, uint8_t symbol);
