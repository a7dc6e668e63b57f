/* Standard input, each line reversed, then its count of lines, words and bytes; an example where it is empty. */
#include "sample.h"

EXPORT(reverse_bytes) uint64_t reverse_bytes(uint64_t value)
{
    uint64_t reversed = 0;
    for (int i = 0; i < 8; i++, value >>= 8)
        reversed = reversed << 8 | (value & 0xff);
    return reversed;
}

EXPORT(reverse_bits) uint32_t reverse_bits(uint32_t value)
{
    value = (value >> 1 & 0x55555555) | (value & 0x55555555) << 1;
    value = (value >> 2 & 0x33333333) | (value & 0x33333333) << 2;
    value = (value >> 4 & 0x0f0f0f0f) | (value & 0x0f0f0f0f) << 4;
    return __builtin_bswap32(value);
}

EXPORT(is_space) int is_space(uint32_t c)
{
    return c == ' ' || c - '\t' < 5;
}

int main(void)
{
    size_t capacity = 64, length = 0;
    char *text = malloc(capacity);
    for (ssize_t n; (n = read(0, text + length, capacity - length)) > 0;) {
        length += (size_t)n;
        if (length == capacity)
            text = realloc(text, capacity *= 2);
    }
    if (length == 0)
        length = strlen(strcpy(text, "Copy and patch:\nstencils make code.\n"));
    size_t lines = 0, words = 0;
    for (size_t start = 0, end; start < length; start = end + 1) {
        for (end = start; end < length && text[end] != '\n'; end++)
            words += !is_space((uint8_t)text[end]) && (end == start || is_space((uint8_t)text[end - 1]));
        lines += end < length;
        for (size_t i = end; i > start; i--)
            print_char(text[i - 1]);
        print_char('\n');
    }
    print_integer((int64_t)lines);
    print_char(' ');
    print_integer((int64_t)words);
    print_char(' ');
    print_integer((int64_t)length);
    print_char('\n');
    free(text);
    return 0;
}
