#include "xxh64.h"

#include <string.h>

#define STRIPE 32

static const uint64_t PRIME1 = 0x9E3779B185EBCA87, PRIME2 = 0xC2B2AE3D27D4EB4F, PRIME3 = 0x165667B19E3779F9;
static const uint64_t PRIME4 = 0x85EBCA77C2B2AE63, PRIME5 = 0x27D4EB2F165667C5;

static uint64_t rotate(uint64_t value, int bits) { return value << bits | value >> (64 - bits); }

static uint64_t word64(const uint8_t *bytes) {
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static uint32_t word32(const uint8_t *bytes) {
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static uint64_t mix(uint64_t lane, uint64_t input) { return rotate(lane + input * PRIME2, 31) * PRIME1; }

static void take_stripe(struct xxh64 *hash, const uint8_t *bytes) {
    for (int lane = 0; lane < 4; lane++) hash->lanes[lane] = mix(hash->lanes[lane], word64(bytes + 8 * lane));
}

void xxh64_begin(struct xxh64 *hash) {
    memset(hash, 0, sizeof *hash);
    hash->lanes[0] = PRIME1 + PRIME2;
    hash->lanes[1] = PRIME2;
    hash->lanes[3] = 0 - PRIME1;
}

void xxh64_add(struct xxh64 *hash, const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    size_t have = hash->length % STRIPE;
    hash->length += count;
    if (have > 0) {
        size_t taken = count < STRIPE - have ? count : STRIPE - have;
        memcpy(hash->rest + have, next, taken);
        next += taken;
        count -= taken;
        if (have + taken < STRIPE) return;
        take_stripe(hash, hash->rest);
    }
    for (; count >= STRIPE; next += STRIPE, count -= STRIPE) take_stripe(hash, next);
    memcpy(hash->rest, next, count);
}

static uint64_t merged(const struct xxh64 *hash) {
    const uint64_t *lanes = hash->lanes;
    uint64_t value = rotate(lanes[0], 1) + rotate(lanes[1], 7) + rotate(lanes[2], 12) + rotate(lanes[3], 18);
    for (int lane = 0; lane < 4; lane++) value = (value ^ mix(0, lanes[lane])) * PRIME1 + PRIME4;
    return value;
}

uint64_t xxh64_value(const struct xxh64 *hash) {
    uint64_t value = (hash->length < STRIPE ? PRIME5 : merged(hash)) + hash->length;
    const uint8_t *next = hash->rest;
    size_t left = hash->length % STRIPE;
    for (; left >= 8; next += 8, left -= 8) value = rotate(value ^ mix(0, word64(next)), 27) * PRIME1 + PRIME4;
    for (; left >= 4; next += 4, left -= 4) value = rotate(value ^ word32(next) * PRIME1, 23) * PRIME2 + PRIME3;
    for (; left > 0; next++, left--) value = rotate(value ^ *next * PRIME5, 11) * PRIME1;
    value = (value ^ value >> 33) * PRIME2;
    value = (value ^ value >> 29) * PRIME3;
    return value ^ value >> 32;
}

uint64_t xxh64_of(const void *bytes, size_t count) {
    struct xxh64 hash;
    xxh64_begin(&hash);
    xxh64_add(&hash, bytes, count);
    return xxh64_value(&hash);
}
