/* Compression: matches found through a hash of three bytes, packed into tokens, and unpacked again. */
#include "sample.h"

enum { LENGTH = 1 << 17, HASHES = 1 << 13, LEAST = 4, MOST = 4 + 127, WINDOW = 1 << 16 };
static uint8_t text[LENGTH], packed[LENGTH + LENGTH / 64 + 16], unpacked[LENGTH];
static uint32_t heads[HASHES];

static uint32_t hash(const uint8_t *p)
{
    return (p[0] * 506832829u ^ p[1] * 2654435761u ^ p[2] * 2246822519u) >> 12 & (HASHES - 1);
}

/* Tokens: 0nnnnnnn and n+1 bytes as they are, or 1nnnnnnn and a distance for n+LEAST bytes from before. */
static uint32_t pack(uint32_t length)
{
    uint32_t out = 0, plain = 0;
    memset(heads, 0, sizeof heads);
    for (uint32_t i = 0; i <= length;) {
        uint32_t best = 0, from = 0;
        if (i + LEAST <= length) {
            uint32_t *head = heads + hash(text + i);
            from = *head;
            *head = i + 1;
            if (from-- != 0 && i - from < WINDOW)
                while (best < MOST && i + best < length && text[from + best] == text[i + best])
                    best++;
        }
        int is_match = best >= LEAST;
        if ((is_match || i == length || i - plain == 128) && i > plain) {
            packed[out++] = (uint8_t)(i - plain - 1);
            while (plain < i)
                packed[out++] = text[plain++];
        }
        if (is_match) {
            packed[out++] = (uint8_t)(0x80 | (best - LEAST));
            packed[out++] = (uint8_t)((i - from) & 0xff);
            packed[out++] = (uint8_t)((i - from) >> 8);
            plain = i += best;
        } else
            i++;
    }
    return out;
}

static uint32_t unpack(uint32_t length)
{
    uint32_t out = 0;
    for (uint32_t i = 0; i < length;) {
        uint32_t token = packed[i++];
        if (token < 0x80)
            for (uint32_t n = token + 1; n > 0; n--)
                unpacked[out++] = packed[i++];
        else {
            uint32_t distance = packed[i] | (uint32_t)packed[i + 1] << 8;
            i += 2;
            for (uint32_t n = (token & 0x7f) + LEAST; n > 0; n--, out++)
                unpacked[out] = unpacked[out - distance];
        }
    }
    return out;
}

static void write_text(uint32_t seed, uint32_t length)
{
    static const char *const words[] = { "stencil ", "hole ", "copy ", "patch, ", "register ", "a ", "of ", "code.\n" };
    seed |= 1;
    for (uint32_t i = 0; i < length;) {
        uint32_t random = next_random(&seed);
        if (random % 16 == 0)
            text[i++] = (uint8_t)(random >> 8);
        else
            for (const char *c = words[random >> 8 & 7]; *c && i < length; c++)
                text[i++] = (uint8_t)*c;
    }
}

EXPORT(packed_length) uint32_t packed_length(uint32_t seed, uint32_t length)
{
    length %= 600;
    write_text(seed, length);
    uint32_t size = pack(length);
    return unpack(size) == length && memcmp(text, unpacked, length) == 0 ? size : 0xffffffff;
}

int main(void)
{
    for (uint32_t seed = 1; seed <= 4; seed++) {
        write_text(seed * 333, LENGTH);
        uint32_t size = pack(LENGTH);
        uint32_t length = unpack(size);
        print_integer(size);
        print(length == LENGTH && memcmp(text, unpacked, length) == 0 ? " same\n" : " different\n");
    }
    return 0;
}
