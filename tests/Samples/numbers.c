/* Floating-point numbers: every conversion and rounding, and the library's formatting and parsing of them. */
#include "sample.h"
#include <math.h>

EXPORT(round_all) double round_all(double a)
{
    return floor(a) + ceil(a) * 0.5 + trunc(a) * 0.25 + rint(a) * 0.125;
}

EXPORT(round_all_single) float round_all_single(float a)
{
    return floorf(a) + ceilf(a) * 0.5f + truncf(a) * 0.25f + rintf(a) * 0.125f;
}

#define SATURATE(type, low, high, a) ((a) != (a) ? 0 : (a) <= (low) ? (type)(low) : (a) >= (high) ? (type)(high) : (type)(a))

EXPORT(to_integers) int64_t to_integers(double a)
{
    int32_t narrow = SATURATE(int32_t, -2147483648.0, 2147483647.0, a);
    uint32_t unsigned_narrow = SATURATE(uint32_t, 0.0, 4294967295.0, a);
    int64_t wide = SATURATE(int64_t, -0x1p62, 0x1p62, a);
    uint64_t unsigned_wide = SATURATE(uint64_t, 0.0, 0x1p63, a);
    return (int64_t)((uint64_t)(int64_t)narrow * 3 + (uint64_t)unsigned_narrow * 5 + (uint64_t)wide * 7 + unsigned_wide);
}

EXPORT(from_integers) double from_integers(int32_t a, int64_t b)
{
    return (double)a + (double)(uint32_t)a * 2 + (double)b + (double)(uint64_t)b * 0.5 + (double)(float)b
           + (double)(float)(uint64_t)b + (double)(float)a + (double)(float)(uint32_t)a;
}

EXPORT(copy_signs) double copy_signs(double a, double b, float c)
{
    return copysign(a, b) + fabs(b) - (double)copysignf(c, (float)a) + (double)-fabsf(c);
}

EXPORT(larger_root) double larger_root(double a, double b)
{
    double x = sqrt(fabs(a)), y = sqrt(fabs(b));
    return x > y ? x : y >= x ? y : 0;
}

int main(void)
{
    static const double values[] = { 0.0, -0.0, 1.0 / 3, 2.5, -3.5, 1e21, 123456789.125, 5e-324, 1.7976931348623157e308 };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char text[64];
        snprintf(text, sizeof text, "%.17g", values[i]);
        double back = strtod(text, NULL);
        printf("%s %s %.3f %e\n", text, memcmp(&back, &values[i], sizeof back) == 0 ? "exact" : "inexact",
               fabs(values[i]) < 1e15 ? values[i] : 0, values[i]);
    }
    printf("%.17g %.9g %lld %.17g\n", round_all(-2.5), (double)round_all_single(3.7f), (long long)to_integers(-1234.5),
           from_integers(-7, 1234567890123));
    printf("%.17g %.17g\n", copy_signs(1.5, -2.25, 4.0f), larger_root(2, 3));
    return 0;
}
