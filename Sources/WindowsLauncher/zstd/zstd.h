// A decoder of Zstandard frames, written from RFC 8878. It needs no operating system, so that its tests and its fuzzer run anywhere.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Bytes that must lie readable behind an input: bits are taken eight bytes at a time.
#define ZSTD_MARGIN 8

/// A frame whose window is larger is refused.
#define ZSTD_LARGEST_WINDOW (128u << 20)

/// Takes the next decoded bytes; false ends the decoding.
typedef bool (*zstd_sink)(void *context, const uint8_t *bytes, size_t count);

/// What the decoder asks for memory, and gives it back to.
struct zstd_memory {
    void *(*allocate)(size_t size);
    void (*release)(void *memory);
};

enum zstd_result { ZSTD_WHOLE, ZSTD_DAMAGED, ZSTD_NO_MEMORY, ZSTD_SINK_FAILED };

/// Decodes exactly one frame that fills the input, and checks its checksum if it has one.
enum zstd_result zstd_decode(
    const uint8_t *frame, size_t size, const struct zstd_memory *memory, zstd_sink sink, void *context);
