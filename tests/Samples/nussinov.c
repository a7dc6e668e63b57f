/* The most base pairs of an RNA, by Nussinov's dynamic programming; and the edit distance of two texts. */
#include "sample.h"

enum { N = 256 };
static int32_t table[N + 1][N + 1];
static uint8_t bases[N], others[N];

static void draw(uint8_t *text, uint32_t seed)
{
    seed |= 1;
    for (int i = 0; i < N; i++)
        text[i] = next_random(&seed) >> 9 & 3;
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t pairs(int n)
{
    memset(table, 0, sizeof table);
    for (int i = n - 1; i >= 0; i--)
        for (int j = i + 1; j < n; j++) {
            int32_t best = larger(table[i][j - 1], table[i + 1][j]);
            best = larger(best, table[i + 1][j - 1] + (i < j - 1 && bases[i] + bases[j] == 3));
            for (int k = i + 1; k < j; k++)
                best = larger(best, table[i][k] + table[k + 1][j]);
            table[i][j] = best;
        }
    return table[0][n - 1];
}

static int32_t edits(int n)
{
    for (int i = 0; i <= n; i++)
        table[0][i] = table[i][0] = i;
    for (int i = 1; i <= n; i++)
        for (int j = 1; j <= n; j++) {
            int32_t best = table[i - 1][j - 1] + (bases[i - 1] != others[j - 1]);
            best = best < table[i - 1][j] + 1 ? best : table[i - 1][j] + 1;
            table[i][j] = best < table[i][j - 1] + 1 ? best : table[i][j - 1] + 1;
        }
    return table[n][n];
}

EXPORT(most_pairs) int32_t most_pairs(uint32_t seed, uint32_t length)
{
    draw(bases, seed);
    return pairs((int)(length % 24) + 1);
}

EXPORT(edit_distance) int32_t edit_distance(uint32_t seed, uint32_t other, uint32_t length)
{
    draw(bases, seed);
    draw(others, other);
    return edits((int)(length % 48) + 1);
}

int main(void)
{
    draw(bases, 5);
    draw(others, 6);
    print_integer(pairs(N));
    print_char('\n');
    for (uint32_t seed = 1; seed <= 30; seed++) {
        draw(others, seed * 31);
        print_integer(edits(N));
        print_char(seed % 10 == 0 ? '\n' : ' ');
    }
    return 0;
}
