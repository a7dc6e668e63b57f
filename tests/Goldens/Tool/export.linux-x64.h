/*
 * The stencils of the set 'calc' for linux-x64; made by: stenciljit export --template c
 * clang 22.1.8, LLVM 22.1.8
 * Needs a processor with Avx2, Bmi1, Bmi2, Fma, Lzcnt, Popcnt.
 *
 * To stitch: copy calc_data to a multiple of 16 within 2 GiB of the code, then call calc_emit once a stencil.
 * Code is written at `at`, on a little-endian machine like the target, and runs at `address`: the same memory made
 * executable later, or another mapping of it.
 */
#ifndef STENCILJIT_CALC_H
#define STENCILJIT_CALC_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    CALC_INTEGER_REGISTERS = 4,
    CALC_FLOAT_REGISTERS = 4,
    CALC_SLOT_LIMIT = 2147483640,
    CALC_TRAPS = 1,
    CALC_DATA_LENGTH = 0
};

/* Traps: the index of the address in calc_environment.traps. */
enum calc_trap {
    CALC_TRAP_DIVISION_BY_ZERO = 0,
    CALC_TRAP_COUNT
};

/* Stencils, with the registers that each leaves open (= is written, + is read and written) and its holes. */
enum calc_stencil {
    CALC_ADD_RI_R = 0, /* ri>r, a integer, =result integer, b i64 */
    CALC_ADD_RI_T = 1, /* ri>t, +a integer, b i64 */
    CALC_ADD_RR_R = 2, /* rr>r, a integer, b integer, =result integer */
    CALC_ADD_RR_T = 3, /* rr>t, +a integer, b integer */
    CALC_ADD_RS_T = 4, /* rs>t, +a integer, b slot */
    CALC_DIVIDE_RI_R = 5, /* ri>r, a integer, =result integer, b i64 */
    CALC_DIVIDE_RI_T = 6, /* ri>t, +a integer, b i64 */
    CALC_DIVIDE_RR_R = 7, /* rr>r, a integer, b integer, =result integer */
    CALC_DIVIDE_RR_T = 8, /* rr>t, +a integer, b integer */
    CALC_DIVIDE_RS_T = 9, /* rs>t, +a integer, b slot */
    CALC_DONE = 10, /* > */
    CALC_FAIL = 11, /* >, outcome i32 */
    CALC_HARNESS_ENTER = 12, /*  */
    CALC_HARNESS_EXIT = 13, /* >, outcome u32, state u64 */
    CALC_IS_TRUE_R_UNLESS = 14, /* r>!, value integer, target label */
    CALC_IS_TRUE_R_IF = 15, /* r>?, value integer, target label */
    CALC_MOVE_I_R = 16, /* i>r, =result integer, value i64 */
    CALC_MOVE_R_S = 17, /* r>s, value integer, result slot */
    CALC_MOVE_S_R = 18, /* s>r, =result integer, value slot */
    CALC_MULTIPLY_RI_R = 19, /* ri>r, a integer, =result integer, b i64 */
    CALC_MULTIPLY_RI_T = 20, /* ri>t, +a integer, b i64 */
    CALC_MULTIPLY_RR_R = 21, /* rr>r, a integer, b integer, =result integer */
    CALC_MULTIPLY_RR_T = 22, /* rr>t, +a integer, b integer */
    CALC_MULTIPLY_RS_T = 23, /* rs>t, +a integer, b slot */
    CALC_RUN = 24, /*  */
    CALC_SUBTRACT_RI_R = 25, /* ri>r, a integer, =result integer, b i64 */
    CALC_SUBTRACT_RI_T = 26, /* ri>t, +a integer, b i64 */
    CALC_SUBTRACT_RR_R = 27, /* rr>r, a integer, b integer, =result integer */
    CALC_SUBTRACT_RR_T = 28, /* rr>t, +a integer, b integer */
    CALC_SUBTRACT_RS_T = 29, /* rs>t, +a integer, b slot */
    CALC_STENCIL_COUNT
};

/* How a value V with addend A is written at address P. */
enum calc_patch_kind {
    CALC_ABS32 = 0,
    CALC_ABS64 = 1,
    CALC_REL32 = 2,
    CALC_PATCH_KINDS = 3
};

enum calc_patch_source { CALC_FROM_HOLE, CALC_FROM_DATA, CALC_FROM_TRAP };

struct calc_patch {
    uint16_t offset;
    uint8_t kind;
    uint8_t source;
    uint16_t index; /* which hole or trap */
    int64_t addend;
};

/* A register that a stencil leaves open: its bits are flipped where the register's number has a bit set. */
struct calc_register {
    uint32_t first_bit; /* in calc_register_bits */
    uint16_t bits;
    uint8_t is_float;
    uint8_t is_written; /* no other operand may be there */
};

struct calc_register_bit {
    uint16_t offset; /* of the byte */
    uint8_t bit;
    uint8_t number_bit;
};

struct calc_entry {
    uint32_t code; /* offset in calc_code */
    uint32_t first_patch;
    uint32_t first_register;
    uint16_t length;
    uint8_t patches;
    uint8_t registers;
};

/* Where the things are that stencils refer to. */
struct calc_environment {
    uint64_t data;
    uint64_t traps[CALC_TRAP_COUNT + 1];
};

static const _Alignas(16) uint8_t calc_data[CALC_DATA_LENGTH + 1] = {
    0
};

/* The numbers of the registers that operands can be in. */
static const uint8_t calc_integers[] = { 8 /* r8 */, 9 /* r9 */, 11 /* r11 */, 15 /* r15 */, 0 };
static const uint8_t calc_floats[] = { 0 /* xmm0 */, 1 /* xmm1 */, 2 /* xmm2 */, 3 /* xmm3 */, 0 };

static const uint8_t calc_code[] = {
    /* add ri>r */
    0x48,0xb8,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x48,0x01,0xc0,
    /* add ri>t */
    0x48,0xb8,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x48,0x01,0xc0,
    /* add rr>r */
    0x48,0x8d,0x04,0x00,
    /* add rr>t */
    0x48,0x01,0xc0,
    /* add rs>t */
    0x49,0x03,0x86,0x00,0x00,0x00,0x00,
    /* divide ri>r */
    0x48,0xb9,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x48,0x83,0xf9,0xff,0x74,0x19,0x48,0x85,0xc9,0x0f,0x84,0x00,0x00,0x00,0x00,0x48,0x89,0xc0,0x48,0x99,0x48,0xf7,0xf9,0x48,0x89,0xc0,0xe9,0x06,0x00,0x00,0x00,0x48,0x89,0xc0,0x48,0xf7,0xd8,
    /* divide ri>t */
    0x48,0xb9,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x48,0x83,0xf9,0xff,0x74,0x19,0x48,0x85,0xc9,0x0f,0x84,0x00,0x00,0x00,0x00,0x48,0x89,0xc0,0x48,0x99,0x48,0xf7,0xf9,0x48,0x89,0xc0,0xe9,0x03,0x00,0x00,0x00,0x48,0xf7,0xd8,
    /* divide rr>r */
    0x48,0x83,0xf8,0xff,0x74,0x19,0x48,0x85,0xc0,0x0f,0x84,0x00,0x00,0x00,0x00,0x48,0x89,0xc0,0x48,0x99,0x48,0xf7,0xf8,0x48,0x89,0xc0,0xe9,0x06,0x00,0x00,0x00,0x48,0x89,0xc0,0x48,0xf7,0xd8,
    /* divide rr>t */
    0x48,0x83,0xf8,0xff,0x74,0x19,0x48,0x85,0xc0,0x0f,0x84,0x00,0x00,0x00,0x00,0x48,0x89,0xc0,0x48,0x99,0x48,0xf7,0xf8,0x48,0x89,0xc0,0xe9,0x03,0x00,0x00,0x00,0x48,0xf7,0xd8,
    /* divide rs>t */
    0x49,0x8b,0x8e,0x00,0x00,0x00,0x00,0x48,0x83,0xf9,0xff,0x74,0x19,0x48,0x85,0xc9,0x0f,0x84,0x00,0x00,0x00,0x00,0x48,0x89,0xc0,0x48,0x99,0x48,0xf7,0xf9,0x48,0x89,0xc0,0xe9,0x03,0x00,0x00,0x00,0x48,0xf7,0xd8,
    /* done > */
    0x49,0xc7,0x06,0x00,0x00,0x00,0x00,0xc3,
    /* fail > */
    0x49,0xc7,0x06,0x00,0x00,0x00,0x00,0xc3,
    /* harness_enter  */
    0x55,0x41,0x57,0x41,0x56,0x41,0x55,0x41,0x54,0x53,0x48,0x8b,0x07,0x4c,0x8b,0x77,0x10,0x4c,0x8b,0x47,0x18,0x4c,0x8b,0x4f,0x20,0x4c,0x8b,0x5f,0x28,0x4c,0x8b,0x7f,0x30,0xc5,0xf8,0x10,0x47,0x38,0xc5,0xf8,0x10,0x4f,0x48,0xc5,0xf8,0x10,0x57,0x58,0xc5,0xf8,0x10,0x5f,0x68,0xff,0xd0,0x5b,0x41,0x5c,0x41,0x5d,0x41,0x5e,0x41,0x5f,0x5d,0xc3,
    /* harness_exit > */
    0x48,0xb8,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x4c,0x89,0x70,0x10,0x4c,0x89,0x40,0x18,0x4c,0x89,0x48,0x20,0x4c,0x89,0x58,0x28,0x4c,0x89,0x78,0x30,0xc5,0xf8,0x11,0x40,0x38,0xc5,0xf8,0x11,0x48,0x48,0xc5,0xf8,0x11,0x50,0x58,0xc5,0xf8,0x11,0x58,0x68,0xb9,0x00,0x00,0x00,0x00,0x89,0xc9,0x48,0x89,0x48,0x08,0xc3,
    /* is_true r>! */
    0x48,0x85,0xc0,0x0f,0x84,0x00,0x00,0x00,0x00,
    /* is_true r>? */
    0x48,0x85,0xc0,0x0f,0x85,0x00,0x00,0x00,0x00,
    /* move i>r */
    0x48,0xb8,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,
    /* move r>s */
    0x49,0x89,0x86,0x00,0x00,0x00,0x00,
    /* move s>r */
    0x49,0x8b,0x86,0x00,0x00,0x00,0x00,
    /* multiply ri>r */
    0x48,0xb8,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x48,0x0f,0xaf,0xc0,
    /* multiply ri>t */
    0x48,0xb8,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x48,0x0f,0xaf,0xc0,
    /* multiply rr>r */
    0x48,0x89,0xc0,0x48,0x0f,0xaf,0xc0,
    /* multiply rr>t */
    0x48,0x0f,0xaf,0xc0,
    /* multiply rs>t */
    0x49,0x0f,0xaf,0x86,0x00,0x00,0x00,0x00,
    /* run  */
    0x55,0x41,0x57,0x41,0x56,0x41,0x55,0x41,0x54,0x53,0x50,0x49,0x89,0xf6,0xff,0xd7,0x48,0x83,0xc4,0x08,0x5b,0x41,0x5c,0x41,0x5d,0x41,0x5e,0x41,0x5f,0x5d,0xc3,
    /* subtract ri>r */
    0x48,0xb8,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x48,0x89,0xc0,0x48,0x29,0xc0,
    /* subtract ri>t */
    0x48,0xb8,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x48,0x29,0xc0,
    /* subtract rr>r */
    0x48,0x89,0xc0,0x48,0x29,0xc0,
    /* subtract rr>t */
    0x48,0x29,0xc0,
    /* subtract rs>t */
    0x49,0x2b,0x86,0x00,0x00,0x00,0x00,
    0
};

static const struct calc_patch calc_patches[] = {
    { 2, 1, 0, 0, 0 },
    { 2, 1, 0, 0, 0 },
    { 3, 0, 0, 0, 0 },
    { 2, 1, 0, 0, 0 },
    { 21, 2, 2, 0, -4 },
    { 2, 1, 0, 0, 0 },
    { 21, 2, 2, 0, -4 },
    { 11, 2, 2, 0, -4 },
    { 11, 2, 2, 0, -4 },
    { 3, 0, 0, 0, 0 },
    { 18, 2, 2, 0, -4 },
    { 3, 0, 0, 0, 0 },
    { 2, 1, 0, 1, 0 },
    { 51, 0, 0, 0, 0 },
    { 5, 2, 0, 0, -4 },
    { 5, 2, 0, 0, -4 },
    { 2, 1, 0, 0, 0 },
    { 3, 0, 0, 0, 0 },
    { 3, 0, 0, 0, 0 },
    { 2, 1, 0, 0, 0 },
    { 2, 1, 0, 0, 0 },
    { 4, 0, 0, 0, 0 },
    { 2, 1, 0, 0, 0 },
    { 2, 1, 0, 0, 0 },
    { 3, 0, 0, 0, 0 },
    { 0, 0, 0, 0, 0 }
};

static const struct calc_register_bit calc_register_bits[] = {
    { 10, 2, 3 }, { 12, 3, 0 }, { 12, 4, 1 }, { 12, 5, 2 }, 
    { 0, 0, 3 }, { 1, 0, 0 }, { 1, 1, 1 }, { 1, 2, 2 }, { 10, 0, 3 }, { 12, 0, 0 }, { 12, 1, 1 }, { 12, 2, 2 }, 
    { 10, 0, 3 }, { 12, 0, 0 }, { 12, 1, 1 }, { 12, 2, 2 }, 
    { 0, 1, 3 }, { 3, 3, 0 }, { 3, 4, 1 }, { 3, 5, 2 }, 
    { 0, 0, 3 }, { 3, 0, 0 }, { 3, 1, 1 }, { 3, 2, 2 }, 
    { 0, 2, 3 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 0, 0, 3 }, { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, 
    { 0, 2, 3 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 0, 2, 3 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 25, 2, 3 }, { 27, 3, 0 }, { 27, 4, 1 }, { 27, 5, 2 }, { 41, 2, 3 }, { 43, 3, 0 }, { 43, 4, 1 }, { 43, 5, 2 }, 
    { 33, 0, 3 }, { 35, 0, 0 }, { 35, 1, 1 }, { 35, 2, 2 }, { 41, 0, 3 }, { 43, 0, 0 }, { 43, 1, 1 }, { 43, 2, 2 }, { 44, 0, 3 }, { 46, 0, 0 }, { 46, 1, 1 }, { 46, 2, 2 }, 
    { 25, 2, 3 }, { 27, 3, 0 }, { 27, 4, 1 }, { 27, 5, 2 }, { 33, 0, 3 }, { 35, 0, 0 }, { 35, 1, 1 }, { 35, 2, 2 }, { 41, 0, 3 }, { 43, 0, 0 }, { 43, 1, 1 }, { 43, 2, 2 }, 
    { 15, 2, 3 }, { 17, 3, 0 }, { 17, 4, 1 }, { 17, 5, 2 }, { 31, 2, 3 }, { 33, 3, 0 }, { 33, 4, 1 }, { 33, 5, 2 }, 
    { 0, 0, 3 }, { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, { 6, 0, 3 }, { 6, 2, 3 }, { 8, 0, 0 }, { 8, 1, 1 }, { 8, 2, 2 }, { 8, 3, 0 }, { 8, 4, 1 }, { 8, 5, 2 }, { 20, 0, 3 }, { 22, 0, 0 }, { 22, 1, 1 }, { 22, 2, 2 }, 
    { 23, 0, 3 }, { 25, 0, 0 }, { 25, 1, 1 }, { 25, 2, 2 }, { 31, 0, 3 }, { 33, 0, 0 }, { 33, 1, 1 }, { 33, 2, 2 }, { 34, 0, 3 }, { 36, 0, 0 }, { 36, 1, 1 }, { 36, 2, 2 }, 
    { 15, 2, 3 }, { 17, 3, 0 }, { 17, 4, 1 }, { 17, 5, 2 }, { 23, 0, 3 }, { 25, 0, 0 }, { 25, 1, 1 }, { 25, 2, 2 }, { 31, 0, 3 }, { 33, 0, 0 }, { 33, 1, 1 }, { 33, 2, 2 }, 
    { 0, 0, 3 }, { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, { 6, 0, 3 }, { 6, 2, 3 }, { 8, 0, 0 }, { 8, 1, 1 }, { 8, 2, 2 }, { 8, 3, 0 }, { 8, 4, 1 }, { 8, 5, 2 }, { 20, 0, 3 }, { 22, 0, 0 }, { 22, 1, 1 }, { 22, 2, 2 }, 
    { 22, 2, 3 }, { 24, 3, 0 }, { 24, 4, 1 }, { 24, 5, 2 }, { 30, 0, 3 }, { 32, 0, 0 }, { 32, 1, 1 }, { 32, 2, 2 }, { 38, 0, 3 }, { 40, 0, 0 }, { 40, 1, 1 }, { 40, 2, 2 }, 
    { 0, 0, 3 }, { 0, 2, 3 }, { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 0, 0, 3 }, { 0, 2, 3 }, { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 0, 0, 3 }, { 1, 0, 0 }, { 1, 1, 1 }, { 1, 2, 2 }, 
    { 0, 2, 3 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 0, 2, 3 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 10, 0, 3 }, { 13, 0, 0 }, { 13, 1, 1 }, { 13, 2, 2 }, 
    { 0, 0, 3 }, { 1, 0, 0 }, { 1, 1, 1 }, { 1, 2, 2 }, { 10, 2, 3 }, { 13, 3, 0 }, { 13, 4, 1 }, { 13, 5, 2 }, 
    { 10, 2, 3 }, { 13, 3, 0 }, { 13, 4, 1 }, { 13, 5, 2 }, 
    { 3, 0, 3 }, { 6, 0, 0 }, { 6, 1, 1 }, { 6, 2, 2 }, 
    { 0, 2, 3 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 0, 0, 3 }, { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, { 3, 2, 3 }, { 6, 3, 0 }, { 6, 4, 1 }, { 6, 5, 2 }, 
    { 0, 2, 3 }, { 3, 3, 0 }, { 3, 4, 1 }, { 3, 5, 2 }, 
    { 0, 0, 3 }, { 3, 0, 0 }, { 3, 1, 1 }, { 3, 2, 2 }, 
    { 0, 2, 3 }, { 3, 3, 0 }, { 3, 4, 1 }, { 3, 5, 2 }, 
    { 10, 2, 3 }, { 12, 3, 0 }, { 12, 4, 1 }, { 12, 5, 2 }, 
    { 10, 0, 3 }, { 12, 0, 0 }, { 12, 1, 1 }, { 12, 2, 2 }, { 13, 0, 3 }, { 15, 0, 0 }, { 15, 1, 1 }, { 15, 2, 2 }, 
    { 10, 0, 3 }, { 12, 0, 0 }, { 12, 1, 1 }, { 12, 2, 2 }, 
    { 0, 2, 3 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 3, 2, 3 }, { 5, 3, 0 }, { 5, 4, 1 }, { 5, 5, 2 }, 
    { 0, 0, 3 }, { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, { 3, 0, 3 }, { 5, 0, 0 }, { 5, 1, 1 }, { 5, 2, 2 }, 
    { 0, 0, 3 }, { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, 
    { 0, 2, 3 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 0, 2, 3 }, { 2, 3, 0 }, { 2, 4, 1 }, { 2, 5, 2 }, 
    { 0, 0, 0 }
};

static const struct calc_register calc_registers[] = {
    { 0, 4, 0, 0 },
    { 4, 8, 0, 1 },
    { 12, 4, 0, 1 },
    { 16, 4, 0, 0 },
    { 20, 4, 0, 0 },
    { 24, 4, 0, 1 },
    { 28, 4, 0, 1 },
    { 32, 4, 0, 0 },
    { 36, 4, 0, 1 },
    { 40, 8, 0, 0 },
    { 48, 12, 0, 1 },
    { 60, 12, 0, 1 },
    { 72, 8, 0, 0 },
    { 80, 16, 0, 0 },
    { 96, 12, 0, 1 },
    { 108, 12, 0, 1 },
    { 120, 16, 0, 0 },
    { 136, 12, 0, 1 },
    { 148, 8, 0, 0 },
    { 156, 8, 0, 0 },
    { 164, 4, 0, 1 },
    { 168, 4, 0, 0 },
    { 172, 4, 0, 1 },
    { 176, 4, 0, 0 },
    { 180, 8, 0, 1 },
    { 188, 4, 0, 1 },
    { 192, 4, 0, 0 },
    { 196, 4, 0, 0 },
    { 200, 8, 0, 1 },
    { 208, 4, 0, 1 },
    { 212, 4, 0, 0 },
    { 216, 4, 0, 1 },
    { 220, 4, 0, 0 },
    { 224, 8, 0, 1 },
    { 232, 4, 0, 1 },
    { 236, 4, 0, 0 },
    { 240, 4, 0, 0 },
    { 244, 8, 0, 1 },
    { 252, 4, 0, 1 },
    { 256, 4, 0, 0 },
    { 260, 4, 0, 1 },
    { 0, 0, 0, 0 }
};

static const struct calc_entry calc_entries[] = {
    { 0, 0, 0, 13, 1, 2 },
    { 13, 1, 2, 13, 1, 1 },
    { 26, 2, 3, 4, 0, 3 },
    { 30, 2, 6, 3, 0, 2 },
    { 33, 2, 8, 7, 1, 1 },
    { 40, 3, 9, 47, 2, 2 },
    { 87, 5, 11, 44, 2, 1 },
    { 131, 7, 12, 37, 1, 3 },
    { 168, 8, 15, 34, 1, 2 },
    { 202, 9, 17, 41, 2, 1 },
    { 243, 11, 18, 8, 0, 0 },
    { 251, 11, 18, 8, 1, 0 },
    { 259, 12, 18, 66, 0, 0 },
    { 325, 12, 18, 62, 2, 0 },
    { 387, 14, 18, 9, 1, 1 },
    { 396, 15, 19, 9, 1, 1 },
    { 405, 16, 20, 10, 1, 1 },
    { 415, 17, 21, 7, 1, 1 },
    { 422, 18, 22, 7, 1, 1 },
    { 429, 19, 23, 14, 1, 2 },
    { 443, 20, 25, 14, 1, 1 },
    { 457, 21, 26, 7, 0, 3 },
    { 464, 21, 29, 4, 0, 2 },
    { 468, 21, 31, 8, 1, 1 },
    { 476, 22, 32, 31, 0, 0 },
    { 507, 22, 32, 16, 1, 2 },
    { 523, 23, 34, 13, 1, 1 },
    { 536, 24, 35, 6, 0, 3 },
    { 542, 24, 38, 3, 0, 2 },
    { 545, 24, 40, 7, 1, 1 },
    { 0, 0, 0, 0, 0, 0 }
};

static inline void calc_write(uint8_t *at, uint64_t address, unsigned kind, uint64_t value)
{
    uint64_t distance = value - address;
    switch (kind) {
    case CALC_ABS32: memcpy(at, &value, 4); break;
    case CALC_ABS64: memcpy(at, &value, 8); break;
    case CALC_REL32: memcpy(at, &distance, 4); break;
    default: break;
    }
    (void)distance;
}

/* The bytes that a stencil takes. */
static inline size_t calc_length(unsigned stencil)
{
    return calc_entries[stencil].length;
}

/* Whether a stencil can have these registers, which are given as to calc_emit. */
static inline int calc_allows(unsigned stencil, const uint8_t *registers)
{
    const struct calc_entry *entry = &calc_entries[stencil];
    const struct calc_register *open = &calc_registers[entry->first_register];
    for (unsigned i = 0; i < entry->registers; i++) {
        if (registers[i] >= (open[i].is_float ? CALC_FLOAT_REGISTERS : CALC_INTEGER_REGISTERS))
            return 0;
        for (unsigned j = 0; j < entry->registers; j++)
            if (i != j && open[i].is_written && open[i].is_float == open[j].is_float && registers[i] == registers[j])
                return 0;
    }
    return 1;
}

/* Puts registers into a stencil's code. */
static inline void calc_choose(uint8_t *at, const struct calc_entry *entry, const uint8_t *registers)
{
    for (unsigned i = 0; i < entry->registers; i++) {
        const struct calc_register *open = &calc_registers[entry->first_register + i];
        unsigned number = (open->is_float ? calc_floats : calc_integers)[registers[i]];
        for (unsigned j = 0; j < open->bits; j++) {
            const struct calc_register_bit *bit = &calc_register_bits[open->first_bit + j];
            at[bit->offset] ^= (uint8_t)((number >> bit->number_bit & 1) << bit->bit);
        }
    }
}

/*
 * Writes a stencil at `at`, to run at `address`. `registers` are those of its operands in order, then of its result: which
 * of calc_integers or calc_floats each is in; calc_allows tells whether they fit. `values` are those of its holes in order,
 * a label's being the address to jump to. Returns the bytes written: the next stencil goes right behind them. To complete
 * a forward jump, emit the stencil again at the same place once its target is known.
 */
static inline size_t calc_emit(
    uint8_t *at, uint64_t address, const struct calc_environment *environment, unsigned stencil, const uint8_t *registers,
    const uint64_t *values)
{
    const struct calc_entry *entry = &calc_entries[stencil];
    memcpy(at, calc_code + entry->code, entry->length);
    calc_choose(at, entry, registers);
    for (unsigned i = 0; i < entry->patches; i++) {
        const struct calc_patch *patch = &calc_patches[entry->first_patch + i];
        uint64_t value = patch->source == CALC_FROM_HOLE ? values[patch->index]
            : patch->source == CALC_FROM_DATA            ? environment->data
                                                                : environment->traps[patch->index];
        calc_write(at + patch->offset, address + patch->offset, patch->kind, value + (uint64_t)patch->addend);
    }
    return entry->length;
}

#endif
