/* Indirect calls: a stack machine whose instructions are functions in a table, of three signatures. */
#include "sample.h"

static int64_t add(int64_t a, int64_t b) { return (int64_t)((uint64_t)a + (uint64_t)b); }
static int64_t subtract(int64_t a, int64_t b) { return (int64_t)((uint64_t)a - (uint64_t)b); }
static int64_t multiply(int64_t a, int64_t b) { return (int64_t)((uint64_t)a * (uint64_t)b); }
static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }
static int64_t mixed(int64_t a, int64_t b) { return (a ^ b) & 0xffffff; }
static int64_t negated(int64_t a) { return (int64_t)-(uint64_t)a; }
static int64_t halved(int64_t a) { return a / 2; }
static double scaled(double a) { return a * 0.75 + 1; }
static double root(double a) { return __builtin_sqrt(__builtin_fabs(a)); }

static int64_t (*const binary[])(int64_t, int64_t) = { add, subtract, multiply, larger, mixed };
static int64_t (*const unary[])(int64_t) = { negated, halved };
static double (*const real[])(double) = { scaled, root };

#define COUNT(table) (sizeof table / sizeof *table)

EXPORT(apply) int64_t apply(uint32_t operation, int64_t a, int64_t b)
{
    return binary[operation % COUNT(binary)](a, b);
}

EXPORT(apply_real) double apply_real(uint32_t operation, double a)
{
    return real[operation % COUNT(real)](a);
}

EXPORT(run_random) int64_t run_random(uint32_t seed, uint32_t steps)
{
    int64_t stack[16] = { 1 }, *top = stack;
    double number = seed;
    seed |= 1;
    for (steps &= 0xffff; steps > 0; steps--) {
        uint32_t choice = next_random(&seed);
        switch (choice % 4) {
        case 0:
            if (top < stack + 15)
                *++top = choice >> 8;
            break;
        case 1:
            if (top > stack) {
                top--;
                *top = apply(choice >> 4, top[0], top[1]);
            }
            break;
        case 2:
            *top = unary[choice >> 4 & 1](*top);
            break;
        default:
            number = apply_real(choice >> 4, number);
            *top = add(*top, (int64_t)(number * 16) & 0xffff);
        }
    }
    return *top;
}

int main(void)
{
    for (uint32_t seed = 1; seed <= 5; seed++) {
        print_integer(run_random(seed * 7919, 10000 + seed));
        print_char('\n');
    }
    return 0;
}
