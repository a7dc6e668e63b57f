/* The Mandelbrot set in f64, and a Julia set in f32: short loops whose values all fit into registers. */
#include "sample.h"

static uint32_t escape(double re, double im, uint32_t most)
{
    double x = 0, y = 0;
    uint32_t i = 0;
    for (; i < most && x * x + y * y <= 4; i++) {
        double next = x * x - y * y + re;
        y = 2 * x * y + im;
        x = next;
    }
    return i;
}

static uint32_t escape_julia(float x, float y, uint32_t most)
{
    uint32_t i = 0;
    for (; i < most && x * x + y * y <= 4; i++) {
        float next = x * x - y * y - 0.7f;
        y = 2 * x * y + 0.27f;
        x = next;
    }
    return i;
}

EXPORT(mandelbrot) uint32_t mandelbrot(double re, double im)
{
    return escape(re, im, 300);
}

EXPORT(julia) uint32_t julia(float x, float y)
{
    return escape_julia(x, y, 300);
}

int main(void)
{
    uint32_t sum = 0;
    for (int row = 0; row < 120; row++)
        for (int column = 0; column < 160; column++) {
            uint32_t steps = escape(column / 60.0 - 2, row / 60.0 - 1, 200);
            sum = sum * 31 + steps + escape_julia((float)column / 60 - 1.5f, (float)row / 60 - 1, 200);
            if (row % 10 == 0 && column % 4 == 0)
                print_char(" .:-=+*#%@"[steps == 200 ? 9 : steps < 24 ? steps / 3 : 8]);
            if (row % 10 == 0 && column == 159)
                print_char('\n');
        }
    print_number(sum, 16, 8);
    print_char('\n');
    return 0;
}
