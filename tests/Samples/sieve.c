/* The sieve of Eratosthenes. */
#include "sample.h"

enum { LIMIT = 1 << 20 };
static uint8_t composite[LIMIT];

EXPORT(count_primes) int count_primes(uint32_t limit)
{
    limit %= LIMIT;
    memset(composite, 0, sizeof composite);
    int count = 0;
    for (uint32_t n = 2; n < limit; n++) {
        if (composite[n])
            continue;
        count++;
        for (uint64_t multiple = (uint64_t)n * n; multiple < limit; multiple += n)
            composite[multiple] = 1;
    }
    return count;
}

EXPORT(greatest_common_divisor) uint64_t greatest_common_divisor(uint64_t a, uint64_t b)
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
    for (uint32_t limit = 10; limit <= 1000000; limit *= 10) {
        print("primes below ");
        print_integer(limit);
        print(": ");
        print_integer(count_primes(limit));
        print_char('\n');
    }
    return 0;
}
