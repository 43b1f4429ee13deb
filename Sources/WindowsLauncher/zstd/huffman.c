#include "huffman.h"

#include "bits.h"
#include "fse.h"

#define MOST_SYMBOLS 256
#define WEIGHTS_LARGEST_LOG 6

/// The weights of a table, one for each symbol but the last.
struct weights {
    int count;
    uint8_t values[MOST_SYMBOLS];
};

/// Weights that are entropy-coded themselves, by two states in turn. The stream's end is where it has run out of bits.
static bool read_coded(struct weights *weights, const uint8_t *bytes, size_t count) {
    struct fse_table table;
    struct bits bits;
    size_t used = fse_read(&table, bytes, count, WEIGHTS_LARGEST_LOG, HUFFMAN_LARGEST_LOG + 2);
    if (used == 0 || !bits_open(&bits, bytes + used, count - used)) return false;
    uint64_t states[2];
    for (int index = 0; index < 2; index++) states[index] = bits_take(&bits, table.log);
    if (bits.left < 0) return false;
    for (int turn = 0;; turn ^= 1) {
        if (weights->count >= MOST_SYMBOLS - 2) return false;
        struct fse_state state = table.states[states[turn]];
        weights->values[weights->count++] = state.symbol;
        states[turn] = state.baseline + bits_take(&bits, state.bits);
        if (bits.left < 0) {
            weights->values[weights->count++] = table.states[states[turn ^ 1]].symbol;
            return true;
        }
    }
}

static size_t read_weights(struct weights *weights, const uint8_t *bytes, size_t count) {
    if (count == 0) return 0;
    weights->count = 0;
    size_t size = bytes[0];
    if (size < 128) return 1 + size <= count && read_coded(weights, bytes + 1, size) ? 1 + size : 0;
    weights->count = (int)size - 127;
    size = ((size_t)weights->count + 1) / 2;
    if (1 + size > count) return 0;
    for (int index = 0; index < weights->count; index++) {
        uint8_t pair = bytes[1 + index / 2];
        weights->values[index] = index % 2 == 0 ? pair >> 4 : pair & 15;
    }
    return 1 + size;
}

/// The last symbol's weight is not stored: it fills up the table. Gives the table's log, or 0 if there is no such weight.
static int complete(struct weights *weights) {
    uint32_t sum = 0;
    for (int index = 0; index < weights->count; index++) {
        if (weights->values[index] > HUFFMAN_LARGEST_LOG) return 0;
        sum += weights->values[index] == 0 ? 0 : 1u << (weights->values[index] - 1);
    }
    if (sum == 0) return 0;
    int log = highest_bit(sum) + 1;
    uint32_t left = (1u << log) - sum;
    if (log > HUFFMAN_LARGEST_LOG || (left & (left - 1)) != 0) return 0;
    weights->values[weights->count++] = (uint8_t)(highest_bit(left) + 1);
    return log;
}

size_t huffman_read(struct huffman_table *table, const uint8_t *bytes, size_t count) {
    struct weights weights;
    size_t used = read_weights(&weights, bytes, count);
    if (used == 0) return 0;
    table->log = complete(&weights);
    if (table->log == 0) return 0;
    int place = 0;
    // Light symbols have long codes and come first.
    for (int weight = 1; weight <= table->log; weight++) {
        for (int symbol = 0; symbol < weights.count; symbol++) {
            if (weights.values[symbol] != weight) continue;
            uint8_t length = (uint8_t)(table->log + 1 - weight);
            for (int nth = 0; nth < 1 << (weight - 1); nth++) {
                table->entries[place++] = (struct huffman_entry){(uint8_t)symbol, length};
            }
        }
    }
    return used;
}

bool huffman_decode(
    const struct huffman_table *table, const uint8_t *stream, size_t count, uint8_t *output, size_t size) {
    struct bits bits;
    if (!bits_open(&bits, stream, count)) return false;
    int log = table->log;
    uint8_t *end = output + size;
    // Four codes fit into what is peeked at once.
    while (end - output >= 4 && bits.left >= 4 * HUFFMAN_LARGEST_LOG) {
        uint64_t word = bits_peek(&bits, 4 * HUFFMAN_LARGEST_LOG);
        int unread = 4 * HUFFMAN_LARGEST_LOG;
        for (int nth = 0; nth < 4; nth++) {
            struct huffman_entry entry = table->entries[word >> (unread - log) & ((1u << log) - 1)];
            *output++ = entry.symbol;
            unread -= entry.bits;
        }
        bits.left -= 4 * HUFFMAN_LARGEST_LOG - unread;
    }
    while (output < end) {
        struct huffman_entry entry = table->entries[bits_peek(&bits, log)];
        *output++ = entry.symbol;
        bits.left -= entry.bits;
        if (bits.left < 0) return false;
    }
    return bits.left == 0;
}
