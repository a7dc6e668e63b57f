/* SipHash-2-4: a keyed hash of additions, exclusive ors and rotates of 64 bits. */
#include "sample.h"

static uint64_t rotate(uint64_t value, int count)
{
    return value << count | value >> (64 - count);
}

static inline void mix(uint64_t v[4])
{
    v[0] += v[1]; v[1] = rotate(v[1], 13) ^ v[0]; v[0] = rotate(v[0], 32);
    v[2] += v[3]; v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3]; v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1]; v[1] = rotate(v[1], 17) ^ v[2]; v[2] = rotate(v[2], 32);
}

static inline void absorb(uint64_t v[4], uint64_t word)
{
    v[3] ^= word;
    mix(v);
    mix(v);
    v[0] ^= word;
}

static uint64_t siphash(uint64_t key0, uint64_t key1, const uint8_t *data, size_t length)
{
    uint64_t v[4] = { key0 ^ 0x736f6d6570736575, key1 ^ 0x646f72616e646f6d,
                      key0 ^ 0x6c7967656e657261, key1 ^ 0x7465646279746573 };
    uint64_t last = (uint64_t)length << 56;
    for (; length >= 8; length -= 8, data += 8) {
        uint64_t word;
        memcpy(&word, data, 8);
        absorb(v, word);
    }
    for (size_t i = 0; i < length; i++)
        last |= (uint64_t)data[i] << 8 * i;
    absorb(v, last);
    v[2] ^= 0xff;
    for (int i = 0; i < 4; i++)
        mix(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

EXPORT(hash_words) uint64_t hash_words(uint64_t key0, uint64_t key1, uint64_t word, uint32_t length)
{
    uint64_t data[2] = { word, ~word };
    return siphash(key0, key1, (const uint8_t *)data, length % 17);
}

int main(void)
{
    static uint8_t data[1 << 14];
    for (uint32_t i = 0; i < sizeof data; i++)
        data[i] = (uint8_t)i;
    print_number(siphash(0x0706050403020100, 0x0f0e0d0c0b0a0908, data, 15), 16, 16);
    uint64_t sum = 0;
    for (uint32_t i = 0; i < 100; i++)
        sum = siphash(sum, i, data, sizeof data - i);
    print_char('\n');
    print_number(sum, 16, 16);
    print_char('\n');
    return 0;
}
