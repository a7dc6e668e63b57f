/* 64-bit integers: the longest sequences of Collatz, primes by Miller and Rabin, greatest common divisors. */
#include "sample.h"

EXPORT(steps) uint32_t steps(uint64_t n)
{
    uint32_t count = 0;
    for (; n > 1 && count < 1000; count++)
        n = n & 1 ? 3 * n + 1 : n >> 1;
    return count;
}

static uint64_t power(uint64_t base, uint64_t exponent, uint64_t modulus)
{
    uint64_t result = 1;
    for (base %= modulus; exponent != 0; exponent >>= 1, base = base * base % modulus)
        if (exponent & 1)
            result = result * base % modulus;
    return result;
}

/* Exact for all numbers of 32 bits. */
EXPORT(is_prime) int is_prime(uint32_t number)
{
    static const uint32_t bases[] = { 2, 7, 61 };
    if (number < 2 || number % 2 == 0)
        return number == 2;
    int twos = __builtin_ctz(number - 1);
    for (int i = 0; i < 3; i++) {
        uint64_t x = power(bases[i], (number - 1) >> twos, number);
        int left = twos;
        if (x == 0 || x == 1)
            continue;
        while (x != number - 1 && --left > 0)
            x = x * x % number;
        if (x != number - 1)
            return 0;
    }
    return 1;
}

EXPORT(divisor) uint64_t divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int main(void)
{
    uint32_t best = 0, primes = 0;
    uint64_t from = 0, sum = 0;
    for (uint64_t n = 1; n < 30000; n++)
        if (steps(n) > best)
            best = steps(from = n);
    for (uint32_t n = 4000000000u; n < 4000004000u; n++)
        primes += (uint32_t)is_prime(n);
    for (uint64_t n = 1; n < 3000; n++)
        sum += divisor(n * n * 0x123456789, (n + 1) * 0x987654321);
    print_integer((int64_t)from);
    print_char(' ');
    print_integer(best);
    print_char('\n');
    print_integer(primes);
    print_char('\n');
    print_integer((int64_t)sum);
    print_char('\n');
    return 0;
}
