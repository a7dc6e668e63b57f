/* The first program to run: a picture of the Mandelbrot set, and the primes below 100. */
#include "sample.h"

EXPORT(escape) int escape(double x, double y, int limit)
{
    double re = 0, im = 0;
    int n = 0;
    for (limit &= 0xfff; n < limit && re * re + im * im <= 4; n++) {
        double next = re * re - im * im + x;
        im = 2 * re * im + y;
        re = next;
    }
    return n;
}

EXPORT(is_prime) int is_prime(uint32_t n)
{
    if (n < 2 || (n % 2 == 0 && n != 2))
        return 0;
    for (uint32_t d = 3; d <= n / d; d += 2)
        if (n % d == 0)
            return 0;
    return 1;
}

int main(void)
{
    for (int row = 0; row < 21; row++) {
        for (int column = 0; column < 64; column++) {
            int n = escape(-2.1 + column * (2.8 / 63), -1.15 + row * (2.3 / 20), 500);
            print_char(n == 500 ? '#' : " .:-=+*%@"[n > 24 ? 8 : n / 3]);
        }
        print_char('\n');
    }
    print("\nPrimes below 100:");
    for (uint32_t n = 0; n < 100; n++)
        if (is_prime(n)) {
            print_char(' ');
            print_integer(n);
        }
    print_char('\n');
    return 0;
}
