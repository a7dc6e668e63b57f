/* Hashes of four lanes that are multiplied and rotated, in 64 and in 32 bits, in the manner of xxHash. */
#include "sample.h"

#define P1 0x9e3779b185ebca87u
#define P2 0xc2b2ae3d27d4eb4fu
#define P3 0x165667b19e3779f9u
#define Q1 0x9e3779b1u
#define Q2 0x85ebca77u

static uint64_t rotate64(uint64_t value, int count) { return value << count | value >> (64 - count); }
static uint32_t rotate32(uint32_t value, int count) { return value << count | value >> (32 - count); }

static uint64_t hash64(uint64_t seed, const uint64_t *data, size_t words)
{
    uint64_t lanes[4] = { seed + P1 + P2, seed + P2, seed, seed - P1 };
    for (size_t i = 0; i + 4 <= words; i += 4)
        for (int lane = 0; lane < 4; lane++)
            lanes[lane] = rotate64(lanes[lane] + data[i + lane] * P2, 31) * P1;
    uint64_t sum = rotate64(lanes[0], 1) + rotate64(lanes[1], 7) + rotate64(lanes[2], 12) + rotate64(lanes[3], 18);
    for (size_t i = words & ~(size_t)3; i < words; i++)
        sum = rotate64(sum ^ rotate64(data[i] * P2, 31) * P1, 27) * P1 + P3;
    sum = (sum ^ sum >> 33) * P2;
    sum = (sum ^ sum >> 29) * P3;
    return sum ^ sum >> 32;
}

static uint32_t hash32(uint32_t seed, const uint32_t *data, size_t words)
{
    uint32_t lanes[4] = { seed + Q1 + Q2, seed + Q2, seed, seed - Q1 };
    for (size_t i = 0; i + 4 <= words; i += 4)
        for (int lane = 0; lane < 4; lane++)
            lanes[lane] = rotate32(lanes[lane] + data[i + lane] * Q2, 13) * Q1;
    uint32_t sum = rotate32(lanes[0], 1) + rotate32(lanes[1], 7) + rotate32(lanes[2], 12) + rotate32(lanes[3], 18);
    sum = (sum ^ sum >> 15) * Q2;
    return sum ^ sum >> 13;
}

EXPORT(hash_two) uint64_t hash_two(uint64_t seed, uint64_t a, uint64_t b)
{
    uint64_t data[6] = { a, b, a ^ b, a + b, ~a, ~b };
    return hash64(seed, data, 6) ^ hash32((uint32_t)seed, (const uint32_t *)data, 12);
}

int main(void)
{
    static uint64_t data[4096];
    uint64_t sum = 0;
    for (uint32_t i = 0; i < 4096; i++)
        data[i] = i * P3;
    for (uint32_t i = 0; i < 200; i++)
        sum = hash64(sum, data, 4096 - i) + hash32((uint32_t)sum, (const uint32_t *)data, 8192 - i);
    print_number(sum, 16, 16);
    print_char('\n');
    return 0;
}
