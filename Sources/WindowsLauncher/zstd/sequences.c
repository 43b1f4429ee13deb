#include "sequences.h"

#include <string.h>

#include "bits.h"

#define MOST_LITERAL_CODES 36
#define MOST_MATCH_CODES 53
#define MOST_OFFSET_CODES 32
#define LENGTHS_LARGEST_LOG 9
#define OFFSETS_LARGEST_LOG 8

/// The lengths of a code: a smallest one, and how many bits are added to it.
struct length {
    uint32_t smallest;
    uint8_t bits;
};

static const struct length literal_codes[MOST_LITERAL_CODES] = {
    {0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {6, 0}, {7, 0}, {8, 0}, {9, 0}, {10, 0}, {11, 0},
    {12, 0}, {13, 0}, {14, 0}, {15, 0}, {16, 1}, {18, 1}, {20, 1}, {22, 1}, {24, 2}, {28, 2}, {32, 3}, {40, 3},
    {48, 4}, {64, 6}, {128, 7}, {256, 8}, {512, 9}, {1024, 10}, {2048, 11}, {4096, 12},
    {8192, 13}, {16384, 14}, {32768, 15}, {65536, 16},
};

static const struct length match_codes[MOST_MATCH_CODES] = {
    {3, 0}, {4, 0}, {5, 0}, {6, 0}, {7, 0}, {8, 0}, {9, 0}, {10, 0}, {11, 0}, {12, 0}, {13, 0}, {14, 0},
    {15, 0}, {16, 0}, {17, 0}, {18, 0}, {19, 0}, {20, 0}, {21, 0}, {22, 0}, {23, 0}, {24, 0}, {25, 0}, {26, 0},
    {27, 0}, {28, 0}, {29, 0}, {30, 0}, {31, 0}, {32, 0}, {33, 0}, {34, 0}, {35, 1}, {37, 1}, {39, 1}, {41, 1},
    {43, 2}, {47, 2}, {51, 3}, {59, 3}, {67, 4}, {83, 4}, {99, 5}, {131, 7}, {259, 8}, {515, 9}, {1027, 10},
    {2051, 11}, {4099, 12}, {8195, 13}, {16387, 14}, {32771, 15}, {65539, 16},
};

/// How a table comes: as two bits of the header say.
struct table_rules {
    int largest_log;
    int most_symbols;
    /// The distribution of mode 0.
    const int16_t *usual;
    int usual_symbols;
    int usual_log;
};

static const int16_t usual_literals[] = {
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1,
};
static const int16_t usual_offsets[] = {
    1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1,
};
static const int16_t usual_matches[] = {
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
};
static const struct table_rules literal_rules = {LENGTHS_LARGEST_LOG, MOST_LITERAL_CODES, usual_literals, 36, 6};
static const struct table_rules offset_rules = {OFFSETS_LARGEST_LOG, MOST_OFFSET_CODES, usual_offsets, 29, 5};
static const struct table_rules match_rules = {LENGTHS_LARGEST_LOG, MOST_MATCH_CODES, usual_matches, 53, 6};

void sequences_begin(struct sequence_tables *tables) {
    tables->literal_lengths.log = tables->offsets.log = tables->match_lengths.log = -1;
    tables->recent[0] = 1;
    tables->recent[1] = 4;
    tables->recent[2] = 8;
}

/// The part of the input that is still to be read.
struct input {
    const uint8_t *bytes;
    size_t count;
};

static bool read_table(struct fse_table *table, int mode, const struct table_rules *rules, struct input *input) {
    size_t used = 0;
    switch (mode) {
    case 0: fse_build(table, rules->usual, rules->usual_symbols, rules->usual_log); return true;
    case 1:
        if (input->count == 0 || input->bytes[0] >= rules->most_symbols) return false;
        fse_constant(table, input->bytes[0]);
        used = 1;
        break;
    case 2: used = fse_read(table, input->bytes, input->count, rules->largest_log, rules->most_symbols); break;
    default: return table->log >= 0;
    }
    input->bytes += used;
    input->count -= used;
    return used > 0;
}

static bool read_tables(struct sequence_tables *tables, struct input *input) {
    if (input->count == 0) return false;
    int modes = input->bytes[0];
    input->bytes++;
    input->count--;
    return (modes & 3) == 0 && read_table(&tables->literal_lengths, modes >> 6, &literal_rules, input)
        && read_table(&tables->offsets, modes >> 4 & 3, &offset_rules, input)
        && read_table(&tables->match_lengths, modes >> 2 & 3, &match_rules, input);
}

static bool read_count(size_t *sequences, struct input *input) {
    const uint8_t *bytes = input->bytes;
    size_t used = input->count == 0 ? 0 : bytes[0] < 128 ? 1 : bytes[0] < 255 ? 2 : 3;
    if (used == 0 || used > input->count) return false;
    switch (used) {
    case 1: *sequences = bytes[0]; break;
    case 2: *sequences = ((size_t)(bytes[0] - 128) << 8) + bytes[1]; break;
    default: *sequences = bytes[1] + ((size_t)bytes[2] << 8) + 0x7F00;
    }
    input->bytes += used;
    input->count -= used;
    return true;
}

/// The distance that an offset's value means; small values name recent ones. 0 if there is none.
static size_t offset(size_t recent[3], size_t value, size_t literals) {
    size_t distance;
    if (value > 3) {
        distance = value - 3;
        recent[2] = recent[1];
        recent[1] = recent[0];
    } else {
        // Behind no literals the latest offset makes no sense, and the values mean the next ones.
        size_t index = value - 1 + (literals == 0);
        if (index == 0) return recent[0];
        distance = index == 3 ? recent[0] - 1 : recent[index];
        if (index > 1) recent[2] = recent[1];
        recent[1] = recent[0];
    }
    recent[0] = distance;
    return distance;
}

static bool copy_match(struct output *output, size_t distance, size_t length) {
    if (distance == 0 || distance > (size_t)(output->next - output->begin)
        || length > (size_t)(output->end - output->next)) {
        return false;
    }
    uint8_t *to = output->next;
    output->next += length;
    if (distance >= length) {
        memcpy(to, to - distance, length);
        return true;
    }
    // What is copied overlaps with its copy: the part between them repeats.
    for (; length >= 8 && distance >= 8; to += 8, length -= 8) memcpy(to, to - distance, 8);
    for (; length > 0; to++, length--) *to = to[-(ptrdiff_t)distance];
    return true;
}

static bool copy_literals(struct output *output, const uint8_t *bytes, size_t count) {
    if (count > (size_t)(output->end - output->next)) return false;
    memcpy(output->next, bytes, count);
    output->next += count;
    return true;
}

static bool run_all(
    struct sequence_tables *tables, const struct literals *literals, size_t sequences, struct bits *bits,
    struct output *output) {
    const struct fse_state *lengths = tables->literal_lengths.states, *offsets = tables->offsets.states;
    const struct fse_state *matches = tables->match_lengths.states;
    const uint8_t *next = literals->bytes, *end = next + literals->count;
    const struct fse_state *length = lengths + bits_take(bits, tables->literal_lengths.log);
    const struct fse_state *distance = offsets + bits_take(bits, tables->offsets.log);
    const struct fse_state *match = matches + bits_take(bits, tables->match_lengths.log);
    while (true) {
        size_t value = ((size_t)1 << distance->symbol) + bits_take(bits, distance->symbol);
        const struct length *code = &match_codes[match->symbol];
        size_t matched = code->smallest + bits_take(bits, code->bits);
        code = &literal_codes[length->symbol];
        size_t plain = code->smallest + bits_take(bits, code->bits);
        if (bits->left < 0 || plain > (size_t)(end - next) || !copy_literals(output, next, plain)) return false;
        next += plain;
        if (!copy_match(output, offset(tables->recent, value, plain), matched)) return false;
        if (--sequences == 0) break;
        length = lengths + length->baseline + bits_take(bits, length->bits);
        match = matches + match->baseline + bits_take(bits, match->bits);
        distance = offsets + distance->baseline + bits_take(bits, distance->bits);
    }
    return bits->left == 0 && copy_literals(output, next, (size_t)(end - next));
}

bool sequences_run(
    struct sequence_tables *tables, const struct literals *literals, const uint8_t *bytes, size_t count,
    struct output *output) {
    struct input input = {bytes, count};
    size_t sequences;
    if (!read_count(&sequences, &input)) return false;
    if (sequences == 0) return input.count == 0 && copy_literals(output, literals->bytes, literals->count);
    struct bits bits;
    if (!read_tables(tables, &input) || !bits_open(&bits, input.bytes, input.count)) return false;
    return run_all(tables, literals, sequences, &bits, output);
}
