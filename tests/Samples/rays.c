/* Rays through spheres above a plane, with reflections: f32 vectors, structures passed by value, branches. */
#include "sample.h"

struct vector { float x, y, z; };
struct sphere { struct vector centre; float radius, shine; };

static const struct sphere spheres[] = {
    { { 0, 1, 6 }, 1, 0.5f }, { { 2, 0.5f, 5 }, 0.5f, 0.3f }, { { -2, 0.75f, 5 }, 0.75f, 0.8f }, { { 0.5f, 0.25f, 3.5f }, 0.25f, 0.1f },
};

static struct vector add(struct vector a, struct vector b) { return (struct vector) { a.x + b.x, a.y + b.y, a.z + b.z }; }
static struct vector scale(struct vector a, float f) { return (struct vector) { a.x * f, a.y * f, a.z * f }; }
static float dot(struct vector a, struct vector b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static struct vector unit(struct vector a) { return scale(a, 1 / __builtin_sqrtf(dot(a, a))); }

static float hit(const struct sphere *s, struct vector from, struct vector to)
{
    struct vector d = add(from, scale(s->centre, -1));
    float b = dot(d, to), c = dot(d, d) - s->radius * s->radius, q = b * b - c;
    if (q < 0)
        return 1e9f;
    float root = __builtin_sqrtf(q);
    return -b - root > 1e-3f ? -b - root : -b + root > 1e-3f ? -b + root : 1e9f;
}

static float trace(struct vector from, struct vector to, int depth)
{
    float nearest = to.y < -1e-4f ? -from.y / to.y : 1e9f;
    const struct sphere *object = NULL;
    if (nearest < 1e-3f)
        nearest = 1e9f;
    for (size_t i = 0; i < sizeof spheres / sizeof *spheres; i++) {
        float distance = hit(spheres + i, from, to);
        if (distance < nearest) {
            nearest = distance;
            object = spheres + i;
        }
    }
    if (!(nearest < 1e8f))
        return 0.3f + 0.7f * (to.y > 0 ? to.y : 0);
    struct vector at = add(from, scale(to, nearest));
    struct vector normal = object ? scale(add(at, scale(object->centre, -1)), 1 / object->radius) : (struct vector) { 0, 1, 0 };
    struct vector light = unit((struct vector) { -3, 5, -2 });
    float bright = dot(normal, light);
    for (size_t i = 0; i < sizeof spheres / sizeof *spheres && bright > 0; i++)
        if (hit(spheres + i, at, light) < 1e8f)
            bright = 0;
    int is_dark = !object && (((int32_t)(at.x + 100) ^ (int32_t)(at.z + 100)) & 1);
    float colour = (is_dark ? 0.3f : 0.9f) * (0.1f + (bright > 0 ? bright : 0));
    if (depth == 0 || !object)
        return colour;
    struct vector mirrored = add(to, scale(normal, -2 * dot(to, normal)));
    return colour * (1 - object->shine) + object->shine * trace(at, mirrored, depth - 1);
}

static float pixel(float x, float y)
{
    return trace((struct vector) { 0, 1, 0 }, unit((struct vector) { x, y, 1 }), 4);
}

EXPORT(brightness) float brightness(uint32_t column, uint32_t row)
{
    return pixel((float)(column % 200) / 100 - 1, (float)(row % 100) / 100 - 0.5f);
}

int main(void)
{
    uint32_t sum = 0;
    for (int row = 0; row < 120; row++)
        for (int column = 0; column < 240; column++) {
            float value = pixel((float)column / 120 - 1, 0.5f - (float)row / 120);
            sum = sum * 31 + (uint32_t)(value * 250);
            if (row % 6 == 0 && column % 4 == 0)
                print_char(" .:-=+*#%@"[value < 0.99f ? (int)(value * 10) : 9]);
            if (row % 6 == 0 && column == 239)
                print_char('\n');
        }
    print_number(sum, 16, 8);
    print_char('\n');
    return 0;
}
