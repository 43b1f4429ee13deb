#include "zstd.h"

#include <string.h>

#include "../xxh64.h"
#include "sequences.h"

#define MAGIC 0xFD2FB528u
/// Room for this many blocks behind the window, so that the window is seldom moved.
#define BLOCKS_AHEAD 16

/// A frame's header.
struct header {
    size_t size;
    uint64_t window;
    /// -1 if it is not told.
    int64_t content;
    bool has_checksum;
};

/// All that decoding a frame takes.
struct decoder {
    struct sequence_tables tables;
    struct literals literals;
    struct xxh64 hash;
    struct output output;
    uint64_t produced;
};

static uint64_t little(const uint8_t *bytes, size_t count) {
    uint64_t value = 0;
    for (size_t index = 0; index < count; index++) value |= (uint64_t)bytes[index] << 8 * index;
    return value;
}

static uint64_t window_size(uint8_t descriptor) {
    uint64_t base = (uint64_t)1 << (10 + (descriptor >> 3));
    return base + base / 8 * (descriptor & 7);
}

static bool read_header(struct header *header, const uint8_t *frame, size_t size) {
    if (size < 5 || little(frame, 4) != MAGIC) return false;
    uint8_t descriptor = frame[4];
    bool is_single = descriptor & 0x20;
    // A reserved bit, or a dictionary, of which there are none.
    if (descriptor & 0x0B) return false;
    size_t content_size = descriptor >> 6 == 0 ? is_single : (size_t)1 << (descriptor >> 6);
    header->size = 5 + !is_single + content_size;
    if (size < header->size) return false;
    uint64_t content = little(frame + 5 + !is_single, content_size) + (content_size == 2 ? 256 : 0);
    if (content >> 62) return false;
    header->content = content_size == 0 ? -1 : (int64_t)content;
    header->window = is_single ? content : window_size(frame[5]);
    header->has_checksum = descriptor & 4;
    return header->window <= ZSTD_LARGEST_WINDOW;
}

static bool run_compressed(struct decoder *decoder, const uint8_t *block, size_t size) {
    size_t used = literals_read(&decoder->literals, block, size);
    if (used == 0) return false;
    return sequences_run(&decoder->tables, &decoder->literals, block + used, size - used, &decoder->output);
}

/// One block into the output, which has room for the largest. Gives the bytes that it takes, or 0 if it makes no sense.
static size_t run_block(struct decoder *decoder, const uint8_t *block, size_t size, size_t largest, bool *is_last) {
    if (size < 3) return 0;
    uint32_t header = (uint32_t)little(block, 3);
    size_t count = header >> 3, stored = (header >> 1 & 3) == 1 ? 1 : count;
    struct output *output = &decoder->output;
    *is_last = header & 1;
    if (count > largest || stored > size - 3) return 0;
    output->end = output->next + largest;
    block += 3;
    switch (header >> 1 & 3) {
    case 0: memcpy(output->next, block, count); output->next += count; break;
    case 1: memset(output->next, block[0], count); output->next += count; break;
    case 2:
        if (!run_compressed(decoder, block, count)) return 0;
        break;
    default: return 0;
    }
    return 3 + stored;
}

/// Keeps the window and makes room behind it.
static void slide(struct output *output, size_t window, const uint8_t *limit, size_t largest) {
    if ((size_t)(limit - output->next) >= largest) return;
    memmove(output->begin, output->next - window, window);
    output->next = output->begin + window;
}

static enum zstd_result run_blocks(
    struct decoder *decoder, const struct header *header, const uint8_t *bytes, size_t size, size_t room, zstd_sink sink,
    void *context) {
    const uint8_t *limit = decoder->output.begin + room;
    size_t largest = header->window < LARGEST_BLOCK ? header->window : LARGEST_BLOCK;
    bool is_last = false;
    while (!is_last) {
        slide(&decoder->output, header->window, limit, largest);
        const uint8_t *from = decoder->output.next;
        size_t used = run_block(decoder, bytes, size, largest, &is_last);
        if (used == 0) return ZSTD_DAMAGED;
        bytes += used;
        size -= used;
        size_t count = (size_t)(decoder->output.next - from);
        decoder->produced += count;
        if (header->content >= 0 && decoder->produced > (uint64_t)header->content) return ZSTD_DAMAGED;
        if (header->has_checksum) xxh64_add(&decoder->hash, from, count);
        if (count > 0 && !sink(context, from, count)) return ZSTD_SINK_FAILED;
    }
    if (header->content >= 0 && decoder->produced != (uint64_t)header->content) return ZSTD_DAMAGED;
    if (!header->has_checksum) return size == 0 ? ZSTD_WHOLE : ZSTD_DAMAGED;
    return size == 4 && little(bytes, 4) == (uint32_t)xxh64_value(&decoder->hash) ? ZSTD_WHOLE : ZSTD_DAMAGED;
}

enum zstd_result zstd_decode(
    const uint8_t *frame, size_t size, const struct zstd_memory *memory, zstd_sink sink, void *context) {
    struct header header;
    if (!read_header(&header, frame, size)) return ZSTD_DAMAGED;
    // A block of a small window is no larger than the window.
    size_t room = header.window + BLOCKS_AHEAD * (size_t)LARGEST_BLOCK;
    struct decoder *decoder = memory->allocate(sizeof *decoder);
    uint8_t *window = memory->allocate(room);
    enum zstd_result result = ZSTD_NO_MEMORY;
    if (decoder && window) {
        sequences_begin(&decoder->tables);
        decoder->literals.table.log = 0;
        xxh64_begin(&decoder->hash);
        decoder->output = (struct output){window, window, window};
        decoder->produced = 0;
        result = run_blocks(decoder, &header, frame + header.size, size - header.size, room, sink, context);
    }
    if (decoder) memory->release(decoder);
    if (window) memory->release(window);
    return result;
}
