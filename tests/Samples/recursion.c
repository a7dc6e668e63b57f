/* Recursion: Ackermann's and Takeuchi's functions, and the towers of Hanoi. */
#include "sample.h"

EXPORT(ackermann_of) uint32_t ackermann_of(uint32_t m, uint32_t n);
static uint32_t ackermann(uint32_t m, uint32_t n)
{
    return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

static int32_t takeuchi(int32_t x, int32_t y, int32_t z)
{
    return y < x ? takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x), takeuchi(z - 1, x, y)) : z;
}

static uint64_t hanoi(uint32_t disks, uint64_t from, uint64_t to, uint64_t over)
{
    if (disks == 0)
        return from * 3 + to;
    return hanoi(disks - 1, from, over, to) * 31 + hanoi(disks - 1, over, to, from);
}

uint32_t ackermann_of(uint32_t m, uint32_t n)
{
    return ackermann(m % 3, n % 20);
}

EXPORT(takeuchi_of) int32_t takeuchi_of(int32_t x, int32_t y, int32_t z)
{
    return takeuchi((x & 7) + 2, y & 7, z & 7);
}

EXPORT(hanoi_of) uint64_t hanoi_of(uint32_t disks, uint64_t from, uint64_t to)
{
    return hanoi(disks % 8, from, to, from ^ to);
}

int main(void)
{
    print_integer(ackermann(2, 300));
    print_char('\n');
    print_integer(ackermann(3, 6));
    print_char('\n');
    print_integer(takeuchi(16, 10, 4));
    print_char('\n');
    print_number(hanoi(18, 1, 2, 3), 16, 16);
    print_char('\n');
    return 0;
}
