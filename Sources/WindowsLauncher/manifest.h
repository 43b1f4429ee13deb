// What to install and what to run: lines `key=value`.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "problem.h"

/// One independent zstd frame of the payload.
struct frame {
    uint64_t offset;
    size_t size;
    /// Bytes when decompressed.
    uint64_t raw;
    /// XXH64 of the compressed bytes.
    uint64_t hash;
};

/// Some values of a key, in order.
struct values {
    size_t count;
    const char **texts;
};

struct manifest {
    /// All of it, as it is in the file.
    const char *text;
    const char *app;
    /// SHA-256 of the payload, in hex: the identity of what gets installed.
    const char *id;
    const char *mode;
    const char *program;
    struct values arguments, environment;
    size_t frame_count;
    struct frame *frames;
    bool has_launcher_hash;
    /// XXH64 of everything before the payload.
    uint64_t launcher_hash;
};

/// Takes it apart. The text's hash is right by now; what is checked guards against a packer's mistakes, since names become paths.
bool manifest_parse(
    struct manifest *manifest, const char *text, size_t size, uint64_t payload, uint64_t payload_end,
    struct problem *problem);
/// The first value of a key; NULL if there is none.
const char *manifest_value(const struct manifest *manifest, const char *key);
