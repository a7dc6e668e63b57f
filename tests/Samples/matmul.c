/* Matrices: f32 and f64 products, and an integer one modulo 2^32. */
#include "sample.h"

enum { N = 48 };

#define PRODUCT(type, name)                                                                                            \
    static type name##_a[N][N], name##_b[N][N], name##_c[N][N];                                                        \
    static type name##_trace(uint32_t seed)                                                                            \
    {                                                                                                                  \
        seed |= 1;                                                                                                     \
        for (int i = 0; i < N; i++)                                                                                    \
            for (int j = 0; j < N; j++) {                                                                              \
                name##_a[i][j] = (type)(next_random(&seed) % 1000) / (type)8;                                          \
                name##_b[i][j] = (type)(next_random(&seed) % 1000) / (type)4;                                          \
            }                                                                                                          \
        type trace = 0;                                                                                                \
        for (int i = 0; i < N; i++) {                                                                                  \
            for (int j = 0; j < N; j++) {                                                                              \
                type sum = 0;                                                                                          \
                for (int k = 0; k < N; k++)                                                                            \
                    sum += name##_a[i][k] * name##_b[k][j];                                                            \
                name##_c[i][j] = sum;                                                                                  \
            }                                                                                                          \
            trace += name##_c[i][i];                                                                                   \
        }                                                                                                              \
        return trace;                                                                                                  \
    }

PRODUCT(float, single)
PRODUCT(double, twice)
PRODUCT(uint32_t, whole)

EXPORT(trace_f32) float trace_f32(uint32_t seed) { return single_trace(seed); }
EXPORT(trace_f64) double trace_f64(uint32_t seed) { return twice_trace(seed); }
EXPORT(trace_i32) uint32_t trace_i32(uint32_t seed) { return whole_trace(seed); }

int main(void)
{
    print("f32 ");
    print_fixed(trace_f32(1), 2);
    print("\nf64 ");
    print_fixed(trace_f64(1), 5);
    print("\ni32 ");
    print_integer(trace_i32(1));
    print_char('\n');
    return 0;
}
