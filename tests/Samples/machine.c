/* An interpreter: a register machine of 32-bit instructions with memory, loops and calls, dispatched by a switch. */
#include "sample.h"

enum operation { HALT, LOADI, ADD, SUB, MUL, AND, XOR, SHR, LOAD, STORE, LESS, JUMPZ, JUMP, CALL, RETURN, COUNT };

#define OP(op, a, b, c) ((uint32_t)(op) | (uint32_t)(a) << 8 | (uint32_t)(b) << 16 | (uint32_t)(c) << 24)
#define WIDE(op, a, n) ((uint32_t)(op) | (uint32_t)(a) << 8 | (uint32_t)(n) << 16)

static uint32_t cells[4096];

/* Runs until the end or for so many steps; returns register 0. */
static uint32_t run(const uint32_t *code, uint32_t length, uint32_t argument, uint32_t steps)
{
    uint32_t r[16] = { 0, argument }, stack[64], depth = 0, pc = 0;
    while (steps-- > 0 && pc < length) {
        uint32_t word = code[pc++];
        uint32_t *a = r + (word >> 8 & 15), b = r[word >> 16 & 15], c = r[word >> 24 & 15], wide = word >> 16;
        switch (word & 0xff) {
        case HALT: return r[0];
        case LOADI: *a = wide; break;
        case ADD: *a = b + c; break;
        case SUB: *a = b - c; break;
        case MUL: *a = b * c; break;
        case AND: *a = b & c; break;
        case XOR: *a = b ^ c; break;
        case SHR: *a = b >> (c & 31); break;
        case LOAD: *a = cells[b & 4095]; break;
        case STORE: cells[b & 4095] = *a; break;
        case LESS: *a = b < c; break;
        case JUMPZ: if (*a == 0) pc = wide; break;
        case JUMP: pc = wide; break;
        case CALL: if (depth < 64) { stack[depth++] = pc; pc = wide; } break;
        case RETURN: if (depth == 0) return r[0]; pc = stack[--depth]; break;
        default: break;
        }
    }
    return r[0];
}

/* Counts primes below register 1 with a sieve in the cells; then sums hashes of numbers through a function. */
static const uint32_t primes[] = {
    WIDE(LOADI, 2, 2), WIDE(LOADI, 3, 1), WIDE(LOADI, 0, 0), WIDE(LOADI, 7, 0),
    /* 4: clear */ OP(LESS, 6, 7, 1), WIDE(JUMPZ, 6, 9), OP(STORE, 15, 7, 0), OP(ADD, 7, 7, 3), WIDE(JUMP, 0, 4),
    /* 9: next */ OP(LESS, 6, 2, 1), WIDE(JUMPZ, 6, 21), OP(LOAD, 5, 2, 0), WIDE(JUMPZ, 5, 15),
    /* 13 */ OP(ADD, 2, 2, 3), WIDE(JUMP, 0, 9),
    /* 15: a prime */ OP(ADD, 0, 0, 3), OP(MUL, 4, 2, 2),
    /* 17 */ OP(LESS, 6, 4, 1), WIDE(JUMPZ, 6, 13), OP(STORE, 3, 4, 0), WIDE(JUMP, 0, 28),
    /* 21: hashes */ WIDE(LOADI, 8, 0), WIDE(LOADI, 10, 40503), WIDE(LOADI, 11, 13),
    /* 24 */ OP(LESS, 6, 8, 1), WIDE(JUMPZ, 6, 30), WIDE(CALL, 0, 31), WIDE(JUMP, 0, 24),
    /* 28: multiples */ OP(ADD, 4, 4, 2), WIDE(JUMP, 0, 17),
    /* 30 */ OP(HALT, 0, 0, 0),
    /* 31: function */ OP(MUL, 9, 8, 10), OP(SHR, 12, 9, 11), OP(XOR, 9, 9, 12), OP(AND, 9, 9, 10), OP(ADD, 0, 0, 9),
    OP(ADD, 8, 8, 3), OP(RETURN, 0, 0, 0),
};

EXPORT(run_random) uint32_t run_random(uint32_t seed, uint32_t argument)
{
    uint32_t code[64];
    seed |= 1;
    for (int i = 0; i < 64; i++) {
        code[i] = next_random(&seed);
        code[i] = (code[i] & 0x003fff00) | code[i] >> 24 % COUNT;
    }
    return run(code, 64, argument, 500);
}

EXPORT(count_primes) uint32_t count_primes(uint32_t below)
{
    return run(primes, sizeof primes / sizeof *primes, below % 300, 20000);
}

int main(void)
{
    for (uint32_t i = 0; i < 30; i++) {
        print_integer(run(primes, sizeof primes / sizeof *primes, 4000 + i, 10000000));
        print_char(i % 6 == 5 ? '\n' : ' ');
    }
    return 0;
}
