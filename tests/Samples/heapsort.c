/* Sorting of f64 by a binary heap: comparisons and swaps at addresses that follow no order. */
#include "sample.h"

enum { COUNT = 50000 };
static double numbers[COUNT];

static void sift(uint32_t root, uint32_t count)
{
    double value = numbers[root];
    for (uint32_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && numbers[child] < numbers[child + 1])
            child++;
        if (!(value < numbers[child]))
            break;
        numbers[root] = numbers[child];
    }
    numbers[root] = value;
}

static void sort(uint32_t count)
{
    for (uint32_t i = count / 2; i-- > 0;)
        sift(i, count);
    for (uint32_t last = count; last-- > 1;) {
        double largest = numbers[0];
        numbers[0] = numbers[last];
        numbers[last] = largest;
        sift(0, last);
    }
}

static void draw(uint32_t seed, uint32_t count)
{
    seed |= 1;
    for (uint32_t i = 0; i < count; i++)
        numbers[i] = (double)next_random(&seed) / 65536;
}

EXPORT(quantile) double quantile(uint32_t seed, uint32_t count, uint32_t index)
{
    count = count % 200 + 1;
    draw(seed, count);
    sort(count);
    return numbers[index % count];
}

int main(void)
{
    for (uint32_t round = 1; round <= 3; round++) {
        draw(round * 1234567, COUNT);
        sort(COUNT);
        uint32_t disorder = 0;
        for (uint32_t i = 1; i < COUNT; i++)
            disorder += numbers[i] < numbers[i - 1];
        print_integer(disorder);
        print_char(' ');
        print_fixed(numbers[COUNT / 2], 6);
        print_char('\n');
    }
    return 0;
}
