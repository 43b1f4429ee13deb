// XXH64 with seed 0, by its published specification.
#pragma once
#include <stddef.h>
#include <stdint.h>

struct xxh64 {
    uint64_t lanes[4];
    uint64_t length;
    /// What did not fill a stripe yet: the last `length % 32` bytes.
    uint8_t rest[32];
};

void xxh64_begin(struct xxh64 *hash);
void xxh64_add(struct xxh64 *hash, const void *bytes, size_t count);
/// The hash of all bytes so far.
uint64_t xxh64_value(const struct xxh64 *hash);
/// The hash of some bytes.
uint64_t xxh64_of(const void *bytes, size_t count);
