/*
 * A runtime in C on the exported tables: stitches a loop that computes a factorial, runs it, and divides by zero.
 * Built by the tests with the header that `stenciljit export --set calc --target linux-x64` writes.
 */
#include "calc.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { OUTCOME = 0 * 8, NUMBER = 1 * 8, PRODUCT = 2 * 8, SPACE = 1 << 16 };

static uint8_t *code, *end;
static struct calc_environment environment;

/* Stitches a stencil with up to two registers. */
static uint64_t emit(unsigned stencil, uint8_t first, uint8_t second, uint64_t value)
{
    uint8_t *start = end, registers[] = { first, second };
    if (!calc_allows(stencil, registers))
        abort();
    end += calc_emit(start, (uint64_t)start, &environment, stencil, registers, &value);
    return (uint64_t)start;
}

int main(int argc, char **argv)
{
    code = end = mmap(NULL, SPACE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (code == MAP_FAILED)
        return perror("mmap"), 1;

    environment.traps[CALC_TRAP_DIVISION_BY_ZERO] = emit(CALC_FAIL, 0, 0, 1);
    uint64_t run = emit(CALC_RUN, 0, 0, 0);

    /* product = 1; do { product *= number; number -= 1; } while (number != 0); */
    enum { product = 0, number = 1 };
    uint64_t factorial = emit(CALC_MOVE_S_R, number, 0, NUMBER);
    emit(CALC_MOVE_I_R, product, 0, 1);
    uint64_t loop = emit(CALC_MULTIPLY_RR_T, product, number, 0);
    emit(CALC_SUBTRACT_RI_T, number, 0, 1);
    emit(CALC_IS_TRUE_R_IF, number, 0, loop);
    emit(CALC_MOVE_R_S, product, 0, PRODUCT);
    emit(CALC_DONE, 0, 0, 0);

    /* product = product / number, in the last registers */
    unsigned last = CALC_INTEGER_REGISTERS - 1;
    uint64_t quotient = emit(CALC_MOVE_S_R, last, 0, PRODUCT);
    emit(CALC_MOVE_S_R, last - 1, 0, NUMBER);
    emit(CALC_DIVIDE_RR_T, last, last - 1, 0);
    emit(CALC_MOVE_R_S, last, 0, PRODUCT);
    emit(CALC_DONE, 0, 0, 0);

    if (mprotect(code, SPACE, PROT_READ | PROT_EXEC) != 0)
        return perror("mprotect"), 1;
    void (*enter)(uint64_t, int64_t *) = (void (*)(uint64_t, int64_t *))run;
    int64_t slots[3] = { -1, argc > 1 ? atoll(argv[1]) : 10, 0 };
    enter(factorial, slots);
    printf("%lld %lld\n", (long long)slots[OUTCOME / 8], (long long)slots[PRODUCT / 8]);
    slots[NUMBER / 8] = 7;
    enter(quotient, slots);
    printf("%lld %lld\n", (long long)slots[OUTCOME / 8], (long long)slots[PRODUCT / 8]);
    slots[NUMBER / 8] = 0;
    enter(quotient, slots);
    printf("%lld\n", (long long)slots[OUTCOME / 8]);
    return 0;
}
