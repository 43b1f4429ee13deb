#include "fse.h"

#include "bits.h"

/// Bits of a table's description, which is read from its beginning.
struct forward {
    const uint8_t *bytes;
    size_t count;
    size_t place;
};

/// Up to 16 bits; what lies behind the end is zero.
static uint32_t forward_peek(const struct forward *bits, int count) {
    uint32_t word = 0;
    for (size_t index = 0; index < 4; index++) {
        size_t byte = bits->place / 8 + index;
        if (byte < bits->count) word |= (uint32_t)bits->bytes[byte] << 8 * index;
    }
    return word >> bits->place % 8 & ((1u << count) - 1);
}

static uint32_t forward_take(struct forward *bits, int count) {
    uint32_t value = forward_peek(bits, count);
    bits->place += (size_t)count;
    return value;
}

/// One count, stored in as few bits as the points that are left to give allow: small values take one bit less.
static int read_count(struct forward *bits, int points) {
    int width = highest_bit((uint64_t)points + 1) + 1;
    uint32_t value = forward_peek(bits, width);
    uint32_t low = value & ((1u << (width - 1)) - 1);
    uint32_t spare = (1u << width) - 2 - (uint32_t)points;
    if (low < spare) {
        bits->place += (size_t)width - 1;
        return (int)low - 1;
    }
    bits->place += (size_t)width;
    return (int)(value < 1u << (width - 1) ? value : value - spare) - 1;
}

size_t fse_read(
    struct fse_table *table, const uint8_t *bytes, size_t count, int largest_log, int most_symbols) {
    struct forward bits = {bytes, count, 0};
    int16_t counts[FSE_MOST_SYMBOLS] = {0};
    int log = (int)forward_take(&bits, 4) + 5;
    if (log > largest_log) return 0;
    int points = 1 << log;
    int symbol = 0;
    while (points > 0) {
        if (symbol >= most_symbols) return 0;
        int value = read_count(&bits, points);
        counts[symbol++] = (int16_t)value;
        points -= value < 0 ? 1 : value;
        if (value != 0) continue;
        uint32_t zeros;
        do {
            zeros = forward_take(&bits, 2);
            symbol += (int)zeros;
        } while (zeros == 3 && symbol < most_symbols);
    }
    size_t used = (bits.place + 7) / 8;
    if (points != 0 || symbol > most_symbols || used > count) return 0;
    fse_build(table, counts, symbol, log);
    return used;
}

void fse_build(struct fse_table *table, const int16_t *counts, int symbols, int log) {
    uint16_t next[FSE_MOST_SYMBOLS];
    int size = 1 << log;
    int high = size;
    table->log = log;
    for (int symbol = 0; symbol < symbols; symbol++) {
        next[symbol] = (uint16_t)(counts[symbol] < 0 ? 1 : counts[symbol]);
        if (counts[symbol] < 0) table->states[--high].symbol = (uint8_t)symbol;
    }
    int step = (size >> 1) + (size >> 3) + 3;
    int place = 0;
    for (int symbol = 0; symbol < symbols; symbol++) {
        for (int nth = 0; nth < counts[symbol]; nth++) {
            table->states[place].symbol = (uint8_t)symbol;
            do place = (place + step) & (size - 1);
            while (place >= high);
        }
    }
    for (int state = 0; state < size; state++) {
        struct fse_state *entry = &table->states[state];
        int number = next[entry->symbol]++;
        entry->bits = (uint8_t)(log - highest_bit((uint64_t)number));
        entry->baseline = (uint16_t)((number << entry->bits) - size);
    }
}

void fse_constant(struct fse_table *table, uint8_t symbol) {
    table->log = 0;
    table->states[0] = (struct fse_state){.symbol = symbol};
}
