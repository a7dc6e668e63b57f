/* LU decomposition in place and the solution of a linear system, in f64. */
#include "sample.h"

enum { N = 128 };
static double matrix[N][N], vector[N];

static void fill(uint32_t seed, int n)
{
    seed |= 1;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++)
            matrix[i][j] = (double)(next_random(&seed) % 2000) / 1000 - 1;
        matrix[i][i] += 2 * n;
        vector[i] = (double)(next_random(&seed) % 1000);
    }
}

static void decompose(int n)
{
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
            for (int k = 0; k < j; k++)
                matrix[i][j] -= matrix[i][k] * matrix[k][j];
            matrix[i][j] /= matrix[j][j];
        }
        for (int j = i; j < n; j++)
            for (int k = 0; k < i; k++)
                matrix[i][j] -= matrix[i][k] * matrix[k][j];
    }
}

static double solve(int n)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
            vector[i] -= matrix[i][j] * vector[j];
    double sum = 0;
    for (int i = n - 1; i >= 0; i--) {
        for (int j = i + 1; j < n; j++)
            vector[i] -= matrix[i][j] * vector[j];
        vector[i] /= matrix[i][i];
        sum += vector[i];
    }
    return sum;
}

EXPORT(sum_of_solution) double sum_of_solution(uint32_t seed, uint32_t size)
{
    int n = (int)(size % 16) + 1;
    fill(seed, n);
    decompose(n);
    return solve(n);
}

int main(void)
{
    for (uint32_t seed = 1; seed <= 8; seed++) {
        fill(seed * 77, N);
        decompose(N);
        print_fixed(solve(N), 9);
        print_char('\n');
    }
    return 0;
}
