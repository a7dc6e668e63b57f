/* Recursion: Fibonacci numbers, Ackermann's function, the towers of Hanoi. */
#include "sample.h"

EXPORT(fib) __attribute__((noinline)) uint32_t fib(uint32_t n)
{
    n &= 31;
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static uint32_t ackermann_of(uint32_t m, uint32_t n)
{
    if (m == 0)
        return n + 1;
    return ackermann_of(m - 1, n == 0 ? 1 : ackermann_of(m, n - 1));
}

EXPORT(ackermann) uint32_t ackermann(uint32_t m, uint32_t n)
{
    return ackermann_of(m % 3, n & 63);
}

static uint64_t move(int disks, uint64_t from, uint64_t to, uint64_t other)
{
    if (disks == 0)
        return 0;
    uint64_t before = move(disks - 1, from, other, to);
    return before * 3 + from * 31 + to + move(disks - 1, other, to, from);
}

EXPORT(hanoi) uint64_t hanoi(int disks)
{
    return move(disks & 15, 1, 2, 3);
}

int main(void)
{
    print("fib(27) = ");
    print_integer(fib(27));
    print("\nackermann(2, 50) = ");
    print_integer(ackermann(2, 50));
    print("\nhanoi(15) = ");
    print_number(hanoi(15), 16, 16);
    print_char('\n');
    return 0;
}
