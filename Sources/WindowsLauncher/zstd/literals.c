#include "literals.h"

#include <string.h>

enum kind { RAW, REPEATED, COMPRESSED, TREELESS };

struct header {
    enum kind kind;
    size_t size;
    size_t regenerated;
    size_t compressed;
    bool has_four_streams;
};

static uint64_t little(const uint8_t *bytes, size_t count) {
    uint64_t value = 0;
    for (size_t index = 0; index < count; index++) value |= (uint64_t)bytes[index] << 8 * index;
    return value;
}

/// How long the header is, by its first byte.
static size_t header_size(uint8_t first) {
    static const uint8_t plain[] = {1, 2, 1, 3}, coded[] = {3, 3, 4, 5};
    return ((first & 3) < COMPRESSED ? plain : coded)[first >> 2 & 3];
}

static bool read_header(struct header *header, const uint8_t *block, size_t size) {
    if (size == 0 || size < header_size(block[0])) return false;
    header->kind = block[0] & 3;
    header->size = header_size(block[0]);
    uint64_t value = little(block, header->size);
    if (header->kind < COMPRESSED) {
        header->regenerated = value >> (header->size == 1 ? 3 : 4);
    } else {
        static const uint8_t widths[] = {10, 10, 14, 18};
        int width = widths[block[0] >> 2 & 3];
        header->has_four_streams = (block[0] >> 2 & 3) != 0;
        header->regenerated = value >> 4 & ((1u << width) - 1);
        header->compressed = value >> (4 + width) & ((1u << width) - 1);
    }
    return header->regenerated <= LARGEST_BLOCK;
}

/// Four streams behind a table of the first three's sizes; each but the last gives a quarter, rounded up.
static bool decode_four(struct literals *literals, const uint8_t *bytes, size_t count) {
    if (count < 6) return false;
    const uint8_t *table = bytes;
    uint8_t *output = literals->bytes;
    size_t part = (literals->count + 3) / 4;
    if (3 * part > literals->count) return false;
    bytes += 6;
    count -= 6;
    for (int stream = 0; stream < 4; stream++) {
        size_t size = stream < 3 ? little(table + 2 * stream, 2) : count;
        size_t room = stream < 3 ? part : literals->count - 3 * part;
        if (size > count || !huffman_decode(&literals->table, bytes, size, output, room)) return false;
        bytes += size;
        count -= size;
        output += room;
    }
    return true;
}

static bool decode_coded(struct literals *literals, const struct header *header, const uint8_t *bytes) {
    size_t left = header->compressed;
    if (header->kind == COMPRESSED) {
        size_t used = huffman_read(&literals->table, bytes, left);
        if (used == 0) return false;
        bytes += used;
        left -= used;
    }
    if (literals->table.log == 0) return false;
    if (header->has_four_streams) return decode_four(literals, bytes, left);
    return huffman_decode(&literals->table, bytes, left, literals->bytes, literals->count);
}

size_t literals_read(struct literals *literals, const uint8_t *block, size_t size) {
    struct header header = {0};
    if (!read_header(&header, block, size)) return 0;
    block += header.size;
    size -= header.size;
    literals->count = header.regenerated;
    size_t stored = header.kind == RAW ? header.regenerated : header.kind == REPEATED ? 1 : header.compressed;
    if (stored > size) return 0;
    switch (header.kind) {
    case RAW: memcpy(literals->bytes, block, stored); break;
    case REPEATED: memset(literals->bytes, block[0], literals->count); break;
    default:
        if (!decode_coded(literals, &header, block)) return 0;
    }
    return header.size + stored;
}
