/* Fast Fourier transforms, back and forth, and a convolution modulo a prime by the same scheme in 64-bit integers. */
#include "sample.h"

enum { BITS = 12, N = 1 << BITS };
static double re[N], im[N], cosines[N / 2], sines[N / 2];
static uint32_t residues[N];

static uint32_t reversed(uint32_t i, int bits)
{
    uint32_t r = 0;
    for (int bit = 0; bit < bits; bit++, i >>= 1)
        r = r << 1 | (i & 1);
    return r;
}

/* Angles by halving and adding, with square roots alone: the same on every machine. */
static void prepare(int bits)
{
    uint32_t n = 1u << bits;
    double c = -1, s = 0;
    cosines[0] = 1;
    sines[0] = 0;
    for (uint32_t step = n / 2; step > 1; step /= 2) {
        double half = __builtin_sqrt((1 + c) / 2);
        s = c == -1 ? 1 : __builtin_sqrt((1 - c) / 2);
        c = half;
        for (uint32_t i = step / 2; i < n / 2; i += step) {
            uint32_t before = i - step / 2;
            cosines[i] = cosines[before] * c - sines[before] * s;
            sines[i] = sines[before] * c + cosines[before] * s;
        }
    }
}

static void transform(int bits, double direction)
{
    uint32_t n = 1u << bits;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t j = reversed(i, bits);
        if (i < j) {
            double t = re[i]; re[i] = re[j]; re[j] = t;
            t = im[i]; im[i] = im[j]; im[j] = t;
        }
    }
    for (uint32_t half = 1; half < n; half *= 2)
        for (uint32_t start = 0; start < n; start += 2 * half)
            for (uint32_t k = 0; k < half; k++) {
                uint32_t a = start + k, b = a + half, angle = k * (n / 2 / half);
                double c = cosines[angle], s = direction * sines[angle];
                double x = re[b] * c - im[b] * s, y = re[b] * s + im[b] * c;
                re[b] = re[a] - x; im[b] = im[a] - y;
                re[a] += x; im[a] += y;
            }
}

enum { PRIME = 998244353, ROOT = 3 };

static uint32_t power(uint64_t base, uint32_t exponent)
{
    uint64_t result = 1;
    for (; exponent != 0; exponent >>= 1, base = base * base % PRIME)
        if (exponent & 1)
            result = result * base % PRIME;
    return (uint32_t)result;
}

static void transform_residues(int bits)
{
    uint32_t n = 1u << bits;
    for (uint32_t half = n / 2; half > 0; half /= 2) {
        uint64_t root = power(ROOT, (PRIME - 1) / (2 * half));
        for (uint32_t start = 0; start < n; start += 2 * half) {
            uint64_t factor = 1;
            for (uint32_t k = start; k < start + half; k++, factor = factor * root % PRIME) {
                uint32_t x = residues[k], y = residues[k + half];
                residues[k] = (x + y) % PRIME;
                residues[k + half] = (uint32_t)((uint64_t)(x + PRIME - y) % PRIME * factor % PRIME);
            }
        }
    }
}

static void fill(uint32_t seed, uint32_t n)
{
    seed |= 1;
    for (uint32_t i = 0; i < n; i++) {
        residues[i] = next_random(&seed) % PRIME;
        re[i] = (double)(residues[i] % 2000) / 1000;
        im[i] = 0;
    }
}

EXPORT(spectrum) double spectrum(uint32_t seed, uint32_t index)
{
    fill(seed, 64);
    prepare(6);
    transform(6, 1);
    return re[index % 64] * 3 + im[index % 64];
}

EXPORT(residue) uint32_t residue(uint32_t seed, uint32_t index)
{
    fill(seed, 64);
    transform_residues(6);
    return residues[index % 64];
}

int main(void)
{
    prepare(BITS);
    for (uint32_t seed = 1; seed <= 6; seed++) {
        fill(seed * 4444, N);
        transform(BITS, 1);
        double peak = re[1] * re[1] + im[1] * im[1];
        transform(BITS, -1);
        transform_residues(BITS);
        print_fixed(peak, 6);
        print_char(' ');
        print_fixed(re[7] / N, 9);
        print_char(' ');
        print_integer(residues[7]);
        print_char('\n');
    }
    return 0;
}
