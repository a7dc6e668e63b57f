/* A stable sort of records by merging linked lists and, for comparison, by merging runs of an array. */
#include "sample.h"

enum { COUNT = 30000 };

struct record {
    int64_t key;
    uint32_t order;
    struct record *next;
};

static struct record records[COUNT];
static int64_t keys[2][COUNT];

static struct record *merge_lists(struct record *a, struct record *b)
{
    struct record head, *last = &head;
    while (a && b) {
        struct record **smaller = b->key < a->key ? &b : &a;
        last = last->next = *smaller;
        *smaller = last->next;
    }
    last->next = a ? a : b;
    return head.next;
}

static struct record *sort_list(struct record *list)
{
    struct record *bins[24] = { 0 };
    while (list) {
        struct record *one = list;
        list = list->next;
        one->next = NULL;
        int i = 0;
        for (; bins[i]; i++) {
            one = merge_lists(bins[i], one);
            bins[i] = NULL;
        }
        bins[i] = one;
    }
    for (int i = 0; i < 24; i++)
        list = merge_lists(bins[i], list);
    return list;
}

static int64_t *sort_runs(uint32_t count)
{
    int64_t *from = keys[0], *to = keys[1];
    for (uint32_t width = 1; width < count; width *= 2) {
        for (uint32_t start = 0; start < count; start += 2 * width) {
            uint32_t middle = start + width < count ? start + width : count;
            uint32_t end = middle + width < count ? middle + width : count;
            for (uint32_t i = start, j = middle, k = start; k < end; k++)
                to[k] = j >= end || (i < middle && from[i] <= from[j]) ? from[i++] : from[j++];
        }
        int64_t *other = from;
        from = to;
        to = other;
    }
    return from;
}

static void draw(uint32_t seed, uint32_t count)
{
    seed |= 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t high = next_random(&seed);
        keys[0][i] = (int64_t)((uint64_t)high << 32 | next_random(&seed)) >> (high & 31);
        records[i] = (struct record) { keys[0][i] >> 40, i, i + 1 < count ? records + i + 1 : NULL };
    }
}

EXPORT(nth_key) int64_t nth_key(uint32_t seed, uint32_t count, uint32_t index)
{
    count = count % 200 + 1;
    draw(seed, count);
    return sort_runs(count)[index % count];
}

EXPORT(first_record) uint32_t first_record(uint32_t seed, uint32_t count)
{
    count = count % 200 + 1;
    draw(seed, count);
    return sort_list(records)->order;
}

int main(void)
{
    for (uint32_t round = 1; round <= 3; round++) {
        draw(round * 424243, COUNT);
        uint32_t sum = 0;
        for (const struct record *r = sort_list(records); r; r = r->next)
            sum = sum * 31 + r->order;
        print_number(sum, 16, 8);
        print_char(' ');
        print_integer(sort_runs(COUNT)[COUNT / 3]);
        print_char('\n');
    }
    return 0;
}
