/* A heat equation on a grid by Jacobi's iteration: f64 loads from five neighbours. */
#include "sample.h"

enum { N = 128 };
static double grid[2][N][N];

static void start(uint32_t seed)
{
    seed |= 1;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            grid[0][i][j] = grid[1][i][j] = (double)(next_random(&seed) % 10000) / 100;
}

static double relax(int n, int steps)
{
    for (int step = 0; step < steps; step++) {
        double (*from)[N] = grid[step & 1], (*to)[N] = grid[~step & 1];
        for (int i = 1; i < n - 1; i++)
            for (int j = 1; j < n - 1; j++)
                to[i][j] = 0.2 * (from[i][j] + from[i][j - 1] + from[i][j + 1] + from[i - 1][j] + from[i + 1][j]);
    }
    double sum = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            sum += grid[steps & 1][i][j];
    return sum;
}

EXPORT(heat) double heat(uint32_t seed, uint32_t steps)
{
    start(seed);
    return relax(24, (int)(steps % 16));
}

int main(void)
{
    start(1);
    for (int i = 0; i < 5; i++) {
        print_fixed(relax(N, 100), 6);
        print_char('\n');
    }
    return 0;
}
