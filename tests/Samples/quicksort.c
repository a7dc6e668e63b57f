/* Sorting: quicksort on numbers, and the library's qsort, which compares through a function pointer. */
#include "sample.h"

enum { COUNT = 5000 };
static int32_t numbers[COUNT];

static void fill(uint32_t seed, int count)
{
    seed |= 1;
    for (int i = 0; i < count; i++)
        numbers[i] = (int32_t)next_random(&seed);
}

static void quicksort(int32_t *low, int32_t *high)
{
    while (low < high) {
        int32_t pivot = low[(high - low) / 2], *i = low, *j = high;
        while (i <= j) {
            while (*i < pivot)
                i++;
            while (*j > pivot)
                j--;
            if (i <= j) {
                int32_t swap = *i;
                *i++ = *j;
                *j-- = swap;
            }
        }
        quicksort(low, j);
        low = i;
    }
}

static int descending(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x < y) - (x > y);
}

static uint32_t checksum(int count)
{
    uint32_t sum = 0;
    for (int i = 0; i < count; i++)
        sum = sum * 31 + (uint32_t)numbers[i];
    return sum;
}

EXPORT(sort) uint32_t sort(uint32_t seed, uint32_t count)
{
    count = count % COUNT + 1;
    fill(seed, (int)count);
    quicksort(numbers, numbers + count - 1);
    return checksum((int)count);
}

EXPORT(sort_descending) uint32_t sort_descending(uint32_t seed, uint32_t count)
{
    count = count % COUNT + 1;
    fill(seed, (int)count);
    qsort(numbers, count, sizeof *numbers, descending);
    return checksum((int)count);
}

int main(void)
{
    print_number(sort(42, COUNT - 1), 16, 8);
    print(" smallest ");
    print_integer(numbers[0]);
    print_char('\n');
    print_number(sort_descending(42, COUNT - 1), 16, 8);
    print(" largest ");
    print_integer(numbers[0]);
    print_char('\n');
    return 0;
}
