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

static uint64_t emit(unsigned stencil, uint64_t value)
{
    uint8_t *start = end;
    end += calc_emit(start, (uint64_t)start, &environment, stencil, &value);
    return (uint64_t)start;
}

int main(int argc, char **argv)
{
    code = end = mmap(NULL, SPACE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (code == MAP_FAILED)
        return perror("mmap"), 1;

    environment.traps[CALC_TRAP_DIVISION_BY_ZERO] = emit(CALC_FAIL, 1);
    uint64_t run = emit(CALC_RUN, 0);

    /* product = 1; do { product *= number; number -= 1; } while (number != 0); */
    uint64_t factorial = emit(CALC_MOVE_I_R, 1);
    emit(CALC_MOVE_R_S, PRODUCT);
    uint64_t loop = emit(CALC_MOVE_S_R, PRODUCT);
    emit(CALC_MULTIPLY_RS_R, NUMBER);
    emit(CALC_MOVE_R_S, PRODUCT);
    emit(CALC_MOVE_S_R, NUMBER);
    emit(CALC_SUBTRACT_RI_R, 1);
    emit(CALC_MOVE_R_S, NUMBER);
    emit(CALC_IS_TRUE_R_IF, loop);
    emit(CALC_DONE, 0);

    /* product = product / number, with operands at the last position, so that they wrap around */
    unsigned last = CALC_INTEGER_REGISTERS - 1;
    uint64_t quotient = emit(CALC_MOVE_S_R + last, PRODUCT);
    emit(CALC_MOVE_S_R + (last + 1) % CALC_INTEGER_REGISTERS, NUMBER);
    emit(CALC_DIVIDE_RR_R + last, 0);
    emit(CALC_MOVE_R_S + last, PRODUCT);
    emit(CALC_DONE, 0);

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
