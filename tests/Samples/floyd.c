/* Shortest paths between all nodes of a graph, by Floyd and Warshall: i32 comparisons in a triple loop. */
#include "sample.h"

enum { N = 144, FAR = 1 << 20 };
static int32_t distance[N][N];

static void connect(uint32_t seed, int n)
{
    seed |= 1;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            uint32_t random = next_random(&seed);
            distance[i][j] = i == j ? 0 : random % 8 == 0 ? (int32_t)(random >> 8 & 0x3ff) + 1 : FAR;
        }
}

static void shorten(int n)
{
    for (int k = 0; k < n; k++)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                int32_t over = distance[i][k] + distance[k][j];
                distance[i][j] = distance[i][j] < over ? distance[i][j] : over;
            }
}

static uint32_t sum(int n)
{
    uint32_t total = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            total = total * 31 + (uint32_t)distance[i][j];
    return total;
}

EXPORT(sum_of_paths) uint32_t sum_of_paths(uint32_t seed, uint32_t size)
{
    int n = (int)(size % 16) + 1;
    connect(seed, n);
    shorten(n);
    return sum(n);
}

int main(void)
{
    for (uint32_t seed = 1; seed <= 4; seed++) {
        connect(seed * 99, N);
        shorten(N);
        print_number(sum(N), 16, 8);
        print_char('\n');
    }
    return 0;
}
