/* A hash table with linear probing: insertions, searches and deletions of 64-bit keys. */
#include "sample.h"

enum { BITS = 15, SIZE = 1 << BITS };

struct entry {
    uint64_t key;
    uint32_t value;
};

static struct entry entries[SIZE];
static uint32_t used;

static uint32_t home(uint64_t key)
{
    return (uint32_t)(key * 0x9e3779b97f4a7c15 >> (64 - BITS));
}

/* Where a key is, or where it would be. Zero is no key. */
static struct entry *find(uint64_t key)
{
    uint32_t i = home(key);
    while (entries[i].key != 0 && entries[i].key != key)
        i = (i + 1) % SIZE;
    return entries + i;
}

static int add(uint64_t key, uint32_t value)
{
    struct entry *entry = find(key);
    if (entry->key == 0) {
        if (used >= SIZE / 4 * 3)
            return 0;
        used++;
        *entry = (struct entry) { key, 0 };
    }
    entry->value += value;
    return 1;
}

static void delete(uint64_t key)
{
    uint32_t hole = (uint32_t)(find(key) - entries);
    if (entries[hole].key == 0)
        return;
    used--;
    for (uint32_t i = (hole + 1) % SIZE; entries[i].key != 0; i = (i + 1) % SIZE)
        if ((i - home(entries[i].key)) % SIZE >= (i - hole) % SIZE) {
            entries[hole] = entries[i];
            hole = i;
        }
    entries[hole].key = 0;
}

static uint32_t work(uint32_t seed, uint32_t steps)
{
    uint32_t sum = 0;
    seed |= 1;
    for (uint32_t i = 0; i < steps; i++) {
        uint32_t random = next_random(&seed);
        uint64_t key = (uint64_t)(random % 40000 + 1) * 0x100000001;
        if (random >> 29 < 4)
            sum += (uint32_t)add(key, random >> 8);
        else if (random >> 29 < 6)
            sum = sum * 31 + find(key)->value;
        else
            delete(key);
    }
    return sum;
}

EXPORT(work_on_map) uint32_t work_on_map(uint32_t seed, uint32_t steps)
{
    memset(entries, 0, sizeof entries);
    used = 0;
    return work(seed, steps % 256);
}

int main(void)
{
    for (uint32_t seed = 1; seed <= 4; seed++) {
        print_number(work(seed * 1117, 200000), 16, 8);
        print_char(' ');
        print_integer(used);
        print_char('\n');
    }
    return 0;
}
