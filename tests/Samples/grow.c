/* Memory that grows: malloc in ever larger pieces, and memory.grow itself. */
#include "sample.h"

#ifdef __wasm__
static uint32_t pages(void) { return (uint32_t)__builtin_wasm_memory_size(0); }
static int32_t grow(uint32_t count) { return (int32_t)__builtin_wasm_memory_grow(0, count); }
#else
static uint32_t size = 2;
static uint32_t pages(void) { return size; }
static int32_t grow(uint32_t count) { return count > 65536 - size ? -1 : (int32_t)((size += count) - count); }
#endif

/* Sums bytes written at the start and end of a block of up to 16 KiB that is freed again. */
EXPORT(allocate) uint32_t allocate(uint32_t bytes, uint32_t value)
{
    bytes = bytes % 16384 + 1;
    uint8_t *block = malloc(bytes);
    memset(block, (int)value, bytes);
    uint32_t sum = block[0] * 256u + block[bytes - 1];
    free(block);
    return sum;
}

int main(void)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < 14; i++) {
        uint32_t words = 64u << i;
        uint32_t *block = malloc(words * sizeof *block);
        for (uint32_t j = 0; j < words; j++)
            block[j] = j * (i + 1);
        for (uint32_t j = 0; j < words; j += 61)
            sum = sum * 17 + block[j];
        if (i % 3 == 0)
            free(block);
    }
    print_number(sum, 16, 8);
    uint32_t before = pages();
    int32_t answer = grow(3);
    print(answer == (int32_t)before && pages() == before + 3 ? "\ngrown by 3 pages\n" : "\nwrong size\n");
    print(grow(70000) == -1 && pages() == before + 3 ? "70000 pages refused\n" : "70000 pages granted\n");
    return 0;
}
