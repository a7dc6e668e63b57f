/* Dense linear algebra in f64: alpha*A*B + beta*C, and a product of three matrices. */
#include "sample.h"

enum { N = 112 };
static double a[N][N], b[N][N], c[N][N], t[N][N];

static void fill(uint32_t seed)
{
    seed |= 1;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            a[i][j] = (double)(next_random(&seed) % 1000) / 512;
            b[i][j] = (double)(next_random(&seed) % 1000) / 1024;
            c[i][j] = (double)(next_random(&seed) % 1000) / 2048;
        }
}

static void gemm(double alpha, double beta, int n)
{
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++)
            c[i][j] *= beta;
        for (int k = 0; k < n; k++)
            for (int j = 0; j < n; j++)
                c[i][j] += alpha * a[i][k] * b[k][j];
    }
}

static void product_of_three(int n)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            t[i][j] = 0;
            for (int k = 0; k < n; k++)
                t[i][j] += a[i][k] * b[k][j];
        }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            a[i][j] = 0;
            for (int k = 0; k < n; k++)
                a[i][j] += t[i][k] * c[k][j] / N;
        }
}

static double trace(double (*m)[N], int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += m[i][i] + m[i][n - 1 - i];
    return sum;
}

EXPORT(gemm_trace) double gemm_trace(uint32_t seed, int32_t alpha, int32_t beta)
{
    fill(seed);
    gemm(alpha, beta, 8);
    return trace(c, 8);
}

int main(void)
{
    for (uint32_t round = 1; round <= 4; round++) {
        fill(round * 5555);
        gemm(0.75, 0.5, N);
        product_of_three(N);
        print_fixed(trace(c, N), 6);
        print_char(' ');
        print_fixed(trace(a, N), 6);
        print_char('\n');
    }
    return 0;
}
