/* Virtual methods: shapes of several kinds, called through tables of functions. */
#include "sample.h"

struct shape;

struct methods {
    double (*area)(const struct shape *);
    int (*contains)(const struct shape *, double x, double y);
    void (*scale)(struct shape *, double factor);
};

struct shape {
    const struct methods *methods;
    double x, y, a, b;
};

static double circle_area(const struct shape *s) { return 3.141592653589793 * s->a * s->a; }
static int circle_contains(const struct shape *s, double x, double y)
{
    return (x - s->x) * (x - s->x) + (y - s->y) * (y - s->y) <= s->a * s->a;
}
static void circle_scale(struct shape *s, double factor) { s->a *= factor; }

static double box_area(const struct shape *s) { return s->a * s->b; }
static int box_contains(const struct shape *s, double x, double y)
{
    return x >= s->x && y >= s->y && x < s->x + s->a && y < s->y + s->b;
}
static void box_scale(struct shape *s, double factor) { s->a *= factor; s->b *= factor; }

static double triangle_area(const struct shape *s) { return s->a * s->b / 2; }
static int triangle_contains(const struct shape *s, double x, double y)
{
    return x >= s->x && y >= s->y && (x - s->x) * s->b + (y - s->y) * s->a <= s->a * s->b;
}

static const struct methods kinds[] = {
    { circle_area, circle_contains, circle_scale },
    { box_area, box_contains, box_scale },
    { triangle_area, triangle_contains, box_scale },
};

enum { COUNT = 400 };
static struct shape shapes[COUNT];

static void draw(uint32_t seed)
{
    seed |= 1;
    for (int i = 0; i < COUNT; i++) {
        uint32_t random = next_random(&seed);
        shapes[i] = (struct shape) { kinds + random % 3, random >> 8 & 255, random >> 16 & 255,
                                     (random >> 4 & 31) + 1, (random >> 24 & 31) + 1 };
    }
}

static double total(int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += shapes[i].methods->area(shapes + i);
    return sum;
}

static uint32_t hits(int count, double x, double y)
{
    uint32_t sum = 0;
    for (int i = 0; i < count; i++)
        sum += (uint32_t)shapes[i].methods->contains(shapes + i, x, y);
    return sum;
}

EXPORT(hits_at) uint32_t hits_at(uint32_t seed, double x, double y)
{
    draw(seed);
    return hits(40, x, y);
}

EXPORT(total_area) double total_area(uint32_t seed, int32_t factor)
{
    draw(seed);
    for (int i = 0; i < 40; i++)
        shapes[i].methods->scale(shapes + i, factor);
    return total(40);
}

int main(void)
{
    draw(4711);
    for (int round = 0; round < 3; round++) {
        uint64_t sum = 0;
        for (int y = 0; y < 256; y += 4)
            for (int x = 0; x < 256; x += 4)
                sum = sum * 7 + hits(COUNT, x, y);
        print_number(sum, 16, 16);
        print_char(' ');
        print_fixed(total(COUNT), 6);
        print_char('\n');
        for (int i = 0; i < COUNT; i++)
            shapes[i].methods->scale(shapes + i, 1.125);
    }
    return 0;
}
