/* String search: byte by byte, with a table of shifts, with a table of failures, and with wildcards. */
#include "sample.h"

enum { LENGTH = 1 << 16 };
static char text[LENGTH + 1];

static void write_text(uint32_t seed)
{
    seed |= 1;
    for (int i = 0; i < LENGTH; i++) {
        uint32_t random = next_random(&seed) >> 7;
        text[i] = "eeetaoinshrdlu aab"[random % 18];
    }
}

static uint32_t count_plain(const char *word, int m, int n)
{
    uint32_t count = 0;
    for (int i = 0; i + m <= n; i++) {
        int j = 0;
        while (j < m && text[i + j] == word[j])
            j++;
        count += j == m;
    }
    return count;
}

static uint32_t count_shifting(const char *word, int m, int n)
{
    uint8_t shifts[256];
    uint32_t count = 0;
    memset(shifts, m, sizeof shifts);
    for (int i = 0; i < m - 1; i++)
        shifts[(uint8_t)word[i]] = (uint8_t)(m - 1 - i);
    for (int i = 0; i + m <= n; i += shifts[(uint8_t)text[i + m - 1]])
        count += memcmp(text + i, word, (size_t)m) == 0;
    return count;
}

static uint32_t count_failing(const char *word, int m, int n)
{
    int failures[64] = { 0 }, j = 0;
    uint32_t count = 0;
    for (int i = 1; i < m; i++) {
        while (j > 0 && word[i] != word[j])
            j = failures[j - 1];
        failures[i] = j += word[i] == word[j];
    }
    j = 0;
    for (int i = 0; i < n; i++) {
        while (j > 0 && text[i] != word[j])
            j = failures[j - 1];
        j += text[i] == word[j];
        if (j == m) {
            count++;
            j = failures[j - 1];
        }
    }
    return count;
}

/* Whether a text begins with a pattern in which '.' is any character and 'x*' any number of x, at most 12. */
static int matches(const char *pattern, const char *end, const char *at, const char *last)
{
    for (; pattern < end; pattern++, at++) {
        if (pattern + 1 < end && pattern[1] == '*') {
            for (int i = 0; i <= 12; i++, at++) {
                if (matches(pattern + 2, end, at, last))
                    return 1;
                if (at == last || (*pattern != '.' && *pattern != *at))
                    return 0;
            }
            return 0;
        }
        if (at == last || (*pattern != '.' && *pattern != *at))
            return 0;
    }
    return 1;
}

static uint32_t count_matches(const char *pattern, int n)
{
    uint32_t count = 0;
    for (int i = 0; i < n; i++)
        count += (uint32_t)matches(pattern, pattern + strlen(pattern), text + i, text + n);
    return count;
}

EXPORT(count_word) uint32_t count_word(uint32_t seed, uint32_t start, uint32_t length)
{
    write_text(seed % 4);
    length = length % 8 + 1;
    const char *word = text + start % 256;
    return count_plain(word, (int)length, 300) << 16 ^ count_shifting(word, (int)length, 300) << 8
           ^ count_failing(word, (int)length, 300);
}

int main(void)
{
    static const char *const words[] = { "e", "eta", "aabe", "tee ", "shrdlu", "eeeeee", "oin oin" };
    static const char *const patterns[] = { "s.*n", "e*t", "a.b*c*d", "t.e.s*a" };
    write_text(1);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        int m = (int)strlen(words[i]);
        print_integer(count_plain(words[i], m, LENGTH));
        print_char(' ');
        print_integer(count_shifting(words[i], m, LENGTH));
        print_char(' ');
        print_integer(count_failing(words[i], m, LENGTH));
        print_char('\n');
    }
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        print_integer(count_matches(patterns[i], LENGTH));
        print_char('\n');
    }
    return 0;
}
