/* Base64 of standard input, or with the argument -d back; checks itself where the input is empty. */
#include "sample.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

EXPORT(encode_group) uint32_t encode_group(uint32_t bits)
{
    uint32_t text = 0;
    for (int i = 0; i < 4; i++)
        text = text << 8 | (uint8_t)alphabet[bits >> (18 - 6 * i) & 63];
    return text;
}

EXPORT(decode_char) int decode_char(uint32_t c)
{
    c &= 0xff;
    return c - 'A' < 26   ? (int)(c - 'A')
           : c - 'a' < 26 ? (int)(c - 'a' + 26)
           : c - '0' < 10 ? (int)(c - '0' + 52)
           : c == '+'     ? 62
           : c == '/'     ? 63
                          : -1;
}

static size_t encode(const uint8_t *data, size_t length, char *text)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i += 3) {
        uint32_t bits = (uint32_t)data[i] << 16;
        if (i + 1 < length)
            bits |= (uint32_t)data[i + 1] << 8;
        if (i + 2 < length)
            bits |= data[i + 2];
        uint32_t group = encode_group(bits);
        text[n++] = (char)(group >> 24);
        text[n++] = (char)(group >> 16);
        text[n++] = i + 1 < length ? (char)(group >> 8) : '=';
        text[n++] = i + 2 < length ? (char)group : '=';
    }
    return n;
}

static size_t decode(const char *text, size_t length, uint8_t *data)
{
    size_t n = 0;
    uint32_t bits = 0;
    int count = 0;
    for (size_t i = 0; i < length; i++) {
        int value = decode_char((uint8_t)text[i]);
        if (value < 0)
            continue;
        bits = bits << 6 | (uint32_t)value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            data[n++] = (uint8_t)(bits >> count);
        }
    }
    return n;
}

int main(int argc, char **argv)
{
    static uint8_t input[1 << 15], output[1 << 16];
    size_t length = 0, size;
    for (ssize_t n; length < sizeof input && (n = read(0, input + length, sizeof input - length)) > 0;)
        length += (size_t)n;
    if (length == 0) {
        uint32_t seed = 7;
        for (size_t i = 0; i < 100; i++)
            input[i] = (uint8_t)next_random(&seed);
        size = encode(input, 100, (char *)output);
        static uint8_t back[100];
        print(decode((char *)output, size, back) == 100 && memcmp(input, back, 100) == 0 ? "round trip " : "wrong ");
    } else if (argc > 1 && strcmp(argv[1], "-d") == 0) {
        size = decode((char *)input, length, output);
    } else {
        size = encode(input, length, (char *)output);
    }
    for (size_t i = 0; i < size; i++)
        print_char((char)output[i]);
    print_char('\n');
    return 0;
}
