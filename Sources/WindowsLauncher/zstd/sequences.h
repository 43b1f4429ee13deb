// The sequences of a block, which say what is copied whereto: RFC 8878, sections 3.1.1.3.2 and 3.1.1.5.
#pragma once
#include "fse.h"
#include "literals.h"

struct sequence_tables {
    struct fse_table literal_lengths;
    struct fse_table offsets;
    struct fse_table match_lengths;
    /// The last three offsets, the latest first.
    size_t recent[3];
};

/// Where decoded bytes go.
struct output {
    /// What may still be copied from begins here.
    uint8_t *begin;
    uint8_t *next;
    uint8_t *end;
};

/// What holds at the beginning of a frame.
void sequences_begin(struct sequence_tables *tables);

/// Decodes a block's sequences and does what they say; false if they make no sense or do not fit.
bool sequences_run(
    struct sequence_tables *tables, const struct literals *literals, const uint8_t *bytes, size_t count,
    struct output *output);
