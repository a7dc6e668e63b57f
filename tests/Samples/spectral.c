/* The spectral norm of an infinite matrix: integers converted to f64, divisions, and calls in an inner loop. */
#include "sample.h"

enum { N = 160 };
static double u[N], v[N], w[N];

static __attribute__((noinline)) double element(uint32_t i, uint32_t j)
{
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

static void multiply(const double *from, double *to, uint32_t n, int is_transposed)
{
    for (uint32_t i = 0; i < n; i++) {
        double sum = 0;
        for (uint32_t j = 0; j < n; j++)
            sum += (is_transposed ? element(j, i) : element(i, j)) * from[j];
        to[i] = sum;
    }
}

static double norm(uint32_t n, int steps)
{
    for (uint32_t i = 0; i < n; i++)
        u[i] = 1;
    for (int i = 0; i < steps; i++) {
        multiply(u, w, n, 0);
        multiply(w, v, n, 1);
        multiply(v, w, n, 0);
        multiply(w, u, n, 1);
    }
    double product = 0, square = 0;
    for (uint32_t i = 0; i < n; i++) {
        product += u[i] * v[i];
        square += v[i] * v[i];
    }
    return __builtin_sqrt(product / square);
}

EXPORT(norm_of) double norm_of(uint32_t size, uint32_t steps)
{
    return norm(size % 12 + 1, (int)(steps % 4) + 1);
}

int main(void)
{
    print_fixed(norm(N, 10), 9);
    print_char('\n');
    return 0;
}
