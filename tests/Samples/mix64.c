/* 64-bit arithmetic: hashes, division, 128-bit products, modular powers. */
#include "sample.h"

EXPORT(mix) uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return x ^ x >> 31;
}

EXPORT(xorshift) uint64_t xorshift(uint64_t a, uint64_t b)
{
    a ^= a << 23;
    return (a ^ b ^ a >> 18 ^ b >> 5) + b;
}

EXPORT(multiply_high) uint64_t multiply_high(uint64_t a, uint64_t b)
{
    return (uint64_t)((unsigned __int128)a * b >> 64);
}

EXPORT(divide) int64_t divide(int64_t a, int64_t b)
{
    if (b == 0 || (a == INT64_MIN && b == -1))
        return a ^ b;
    return a / b * 31 + a % b;
}

EXPORT(divide_unsigned) uint64_t divide_unsigned(uint64_t a, uint64_t b)
{
    return b == 0 ? ~a : a / b * 31 + a % b;
}

EXPORT(power_modulo) uint32_t power_modulo(uint32_t base, uint64_t exponent, uint32_t modulus)
{
    modulus |= 1;
    uint64_t result = 1, factor = base % modulus;
    for (; exponent != 0; exponent >>= 1, factor = factor * factor % modulus)
        if (exponent & 1)
            result = result * factor % modulus;
    return (uint32_t)(result % modulus);
}

EXPORT(bits) int bits(uint64_t a)
{
    int leading = a == 0 ? 64 : __builtin_clzll(a), trailing = a == 0 ? 64 : __builtin_ctzll(a);
    return leading * 10000 + trailing * 100 + __builtin_popcountll(a);
}

EXPORT(rotate) uint64_t rotate(uint64_t a, uint32_t count)
{
    uint32_t low = (uint32_t)a;
    low = low << (count & 31) | low >> (-count & 31);
    a = a >> (count & 63) | a << (-count & 63);
    return a + low;
}

int main(void)
{
    uint64_t sum = 0;
    for (uint64_t i = 0; i < 5000; i++) {
        uint64_t a = mix(i), b = mix(sum);
        sum += xorshift(a, b) ^ multiply_high(a, b) ^ (uint64_t)divide((int64_t)a, (int64_t)(b >> (i & 63)));
        sum ^= divide_unsigned(b, a >> (i % 61)) + rotate(a, (uint32_t)b) + (uint64_t)bits(a >> (i & 63));
        sum += power_modulo((uint32_t)a, b, (uint32_t)(b >> 32));
    }
    print_number(sum, 16, 16);
    print_char('\n');
    return 0;
}
