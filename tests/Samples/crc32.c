/* Checksums: CRC-32 by table and by bits, Adler-32, FNV-1a. */
#include "sample.h"

static uint32_t table[256];

static uint32_t step(uint32_t value)
{
    for (int bit = 0; bit < 8; bit++)
        value = value >> 1 ^ (0xedb88320 & -(value & 1));
    return value;
}

EXPORT(crc32_byte) uint32_t crc32_byte(uint32_t crc, uint32_t byte)
{
    return step((crc ^ byte) & 0xff) ^ crc >> 8;
}

EXPORT(crc32_word) uint32_t crc32_word(uint32_t crc, uint64_t word)
{
    if (table[1] == 0)
        for (uint32_t i = 0; i < 256; i++)
            table[i] = step(i);
    for (int i = 0; i < 8; i++, word >>= 8)
        crc = table[(crc ^ word) & 0xff] ^ crc >> 8;
    return crc;
}

EXPORT(fnv1a) uint64_t fnv1a(uint64_t hash, uint64_t word)
{
    for (int i = 0; i < 8; i++, word >>= 8)
        hash = (hash ^ (word & 0xff)) * 0x100000001b3;
    return hash;
}

static uint32_t adler32(const uint8_t *data, size_t length)
{
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < length; i++) {
        a = (a + data[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

int main(void)
{
    const char *text = "The quick brown fox jumps over the lazy dog";
    uint32_t crc = 0xffffffff;
    for (const char *c = text; *c; c++)
        crc = crc32_byte(crc, (uint8_t)*c);
    print("crc32   ");
    print_number(~crc, 16, 8);
    print("\nadler32 ");
    print_number(adler32((const uint8_t *)text, strlen(text)), 16, 8);
    uint32_t words = 0;
    uint64_t hash = 0xcbf29ce484222325;
    for (uint64_t i = 0; i < 20000; i++) {
        words = crc32_word(words, i * 0x9e3779b97f4a7c15);
        hash = fnv1a(hash, i);
    }
    print("\nwords   ");
    print_number(words, 16, 8);
    print("\nfnv1a   ");
    print_number(hash, 16, 16);
    print_char('\n');
    return 0;
}
