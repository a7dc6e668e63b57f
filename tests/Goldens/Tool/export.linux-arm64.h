/*
 * The stencils of the set 'calc' for linux-arm64; made by: stenciljit export --template c
 * clang 22.1.8, LLVM 22.1.8
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
    CALC_SLOT_LIMIT = 16376,
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
    CALC_BITS12SCALE8 = 6,
    CALC_MOVE0 = 7,
    CALC_MOVE16 = 8,
    CALC_MOVE32 = 9,
    CALC_MOVE48 = 10,
    CALC_BRANCH26 = 11,
    CALC_BRANCH19 = 12,
    CALC_PATCH_KINDS = 7
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
static const uint8_t calc_integers[] = { 0 /* x0 */, 1 /* x1 */, 2 /* x2 */, 3 /* x3 */, 0 };
static const uint8_t calc_floats[] = { 0 /* v0 */, 1 /* v1 */, 2 /* v2 */, 3 /* v3 */, 0 };

static const uint8_t calc_code[] = {
    /* add ri>r */
    0x08,0x00,0x80,0xd2,0x08,0x00,0xa0,0xf2,0x08,0x00,0xc0,0xf2,0x08,0x00,0xe0,0xf2,0x00,0x00,0x08,0x8b,
    /* add ri>t */
    0x08,0x00,0x80,0xd2,0x08,0x00,0xa0,0xf2,0x08,0x00,0xc0,0xf2,0x08,0x00,0xe0,0xf2,0x00,0x00,0x08,0x8b,
    /* add rr>r */
    0x00,0x00,0x00,0x8b,
    /* add rr>t */
    0x00,0x00,0x00,0x8b,
    /* add rs>t */
    0x88,0x02,0x40,0xf9,0x00,0x01,0x00,0x8b,
    /* divide ri>r */
    0x08,0x00,0x80,0xd2,0x08,0x00,0xa0,0xf2,0x08,0x00,0xc0,0xf2,0x08,0x00,0xe0,0xf2,0x1f,0x05,0x00,0xb1,0xa0,0x00,0x00,0x54,0x48,0x00,0x00,0xb5,0x00,0x00,0x00,0x14,0x00,0x0c,0xc8,0x9a,0x02,0x00,0x00,0x14,0xe0,0x03,0x00,0xcb,
    /* divide ri>t */
    0x08,0x00,0x80,0xd2,0x08,0x00,0xa0,0xf2,0x08,0x00,0xc0,0xf2,0x08,0x00,0xe0,0xf2,0x1f,0x05,0x00,0xb1,0xa0,0x00,0x00,0x54,0x48,0x00,0x00,0xb5,0x00,0x00,0x00,0x14,0x00,0x0c,0xc8,0x9a,0x02,0x00,0x00,0x14,0xe0,0x03,0x00,0xcb,
    /* divide rr>r */
    0x1f,0x04,0x00,0xb1,0xa0,0x00,0x00,0x54,0x40,0x00,0x00,0xb5,0x00,0x00,0x00,0x14,0x00,0x0c,0xc0,0x9a,0x02,0x00,0x00,0x14,0xe0,0x03,0x00,0xcb,
    /* divide rr>t */
    0x1f,0x04,0x00,0xb1,0xa0,0x00,0x00,0x54,0x40,0x00,0x00,0xb5,0x00,0x00,0x00,0x14,0x00,0x0c,0xc0,0x9a,0x02,0x00,0x00,0x14,0xe0,0x03,0x00,0xcb,
    /* divide rs>t */
    0x88,0x02,0x40,0xf9,0x1f,0x05,0x00,0xb1,0xa0,0x00,0x00,0x54,0x48,0x00,0x00,0xb5,0x00,0x00,0x00,0x14,0x00,0x0c,0xc8,0x9a,0x02,0x00,0x00,0x14,0xe0,0x03,0x00,0xcb,
    /* done > */
    0x9f,0x02,0x00,0xf9,0xc0,0x03,0x5f,0xd6,
    /* fail > */
    0x08,0x00,0x80,0x52,0x08,0x00,0xa0,0x72,0x08,0x7d,0x40,0x93,0x88,0x02,0x00,0xf9,0xc0,0x03,0x5f,0xd6,
    /* harness_enter  */
    0xef,0x3b,0xb6,0x6d,0xf4,0x4f,0x09,0xa9,0x14,0x20,0x41,0xa9,0xed,0x33,0x01,0x6d,0x01,0x80,0xc4,0x3c,0x03,0x18,0x40,0xf9,0xeb,0x2b,0x02,0x6d,0x10,0x00,0x40,0xf9,0x03,0x80,0xc6,0x3c,0xe9,0x23,0x03,0x6d,0x02,0x80,0xc5,0x3c,0x00,0x80,0xc3,0x3c,0xfe,0x23,0x00,0xf9,0x01,0x08,0x42,0xa9,0xe0,0x03,0x08,0xaa,0xfc,0x6f,0x05,0xa9,0xfa,0x67,0x06,0xa9,0xf8,0x5f,0x07,0xa9,0xf6,0x57,0x08,0xa9,0x00,0x02,0x3f,0xd6,0xf4,0x4f,0x49,0xa9,0xfe,0x23,0x40,0xf9,0xf6,0x57,0x48,0xa9,0xf8,0x5f,0x47,0xa9,0xfa,0x67,0x46,0xa9,0xfc,0x6f,0x45,0xa9,0xe9,0x23,0x43,0x6d,0xeb,0x2b,0x42,0x6d,0xed,0x33,0x41,0x6d,0xef,0x3b,0xca,0x6c,0xc0,0x03,0x5f,0xd6,
    /* harness_exit > */
    0x08,0x00,0x80,0xd2,0x08,0x00,0xa0,0xf2,0x08,0x00,0xc0,0xf2,0x08,0x00,0xe0,0xf2,0x14,0x01,0x01,0xa9,0x01,0x09,0x02,0xa9,0x03,0x19,0x00,0xf9,0x00,0x81,0x83,0x3c,0x01,0x81,0x84,0x3c,0x02,0x81,0x85,0x3c,0x03,0x81,0x86,0x3c,0x09,0x00,0x80,0x52,0x09,0x00,0xa0,0x72,0xe9,0x03,0x09,0x2a,0x09,0x05,0x00,0xf9,0xc0,0x03,0x5f,0xd6,
    /* is_true r>! */
    0x00,0x00,0x00,0xb4,
    /* is_true r>? */
    0x00,0x00,0x00,0xb5,
    /* move i>r */
    0x00,0x00,0x80,0xd2,0x00,0x00,0xa0,0xf2,0x00,0x00,0xc0,0xf2,0x00,0x00,0xe0,0xf2,
    /* move r>s */
    0x80,0x02,0x00,0xf9,
    /* move s>r */
    0x80,0x02,0x40,0xf9,
    /* multiply ri>r */
    0x08,0x00,0x80,0xd2,0x08,0x00,0xa0,0xf2,0x08,0x00,0xc0,0xf2,0x08,0x00,0xe0,0xf2,0x00,0x7c,0x08,0x9b,
    /* multiply ri>t */
    0x08,0x00,0x80,0xd2,0x08,0x00,0xa0,0xf2,0x08,0x00,0xc0,0xf2,0x08,0x00,0xe0,0xf2,0x00,0x7c,0x08,0x9b,
    /* multiply rr>r */
    0x00,0x7c,0x00,0x9b,
    /* multiply rr>t */
    0x00,0x7c,0x00,0x9b,
    /* multiply rs>t */
    0x88,0x02,0x40,0xf9,0x00,0x7d,0x00,0x9b,
    /* run  */
    0xef,0x3b,0xb6,0x6d,0xf4,0x4f,0x09,0xa9,0xf4,0x03,0x01,0xaa,0xed,0x33,0x01,0x6d,0xeb,0x2b,0x02,0x6d,0xe9,0x23,0x03,0x6d,0xfe,0x23,0x00,0xf9,0xfc,0x6f,0x05,0xa9,0xfa,0x67,0x06,0xa9,0xf8,0x5f,0x07,0xa9,0xf6,0x57,0x08,0xa9,0x00,0x00,0x3f,0xd6,0xf4,0x4f,0x49,0xa9,0xf6,0x57,0x48,0xa9,0xfe,0x23,0x40,0xf9,0xf8,0x5f,0x47,0xa9,0xfa,0x67,0x46,0xa9,0xfc,0x6f,0x45,0xa9,0xe9,0x23,0x43,0x6d,0xeb,0x2b,0x42,0x6d,0xed,0x33,0x41,0x6d,0xef,0x3b,0xca,0x6c,0xc0,0x03,0x5f,0xd6,
    /* subtract ri>r */
    0x08,0x00,0x80,0xd2,0x08,0x00,0xa0,0xf2,0x08,0x00,0xc0,0xf2,0x08,0x00,0xe0,0xf2,0x00,0x00,0x08,0xcb,
    /* subtract ri>t */
    0x08,0x00,0x80,0xd2,0x08,0x00,0xa0,0xf2,0x08,0x00,0xc0,0xf2,0x08,0x00,0xe0,0xf2,0x00,0x00,0x08,0xcb,
    /* subtract rr>r */
    0x00,0x00,0x00,0xcb,
    /* subtract rr>t */
    0x00,0x00,0x00,0xcb,
    /* subtract rs>t */
    0x88,0x02,0x40,0xf9,0x00,0x00,0x08,0xcb,
    0
};

static const struct calc_patch calc_patches[] = {
    { 0, 7, 0, 0, 0 },
    { 4, 8, 0, 0, 0 },
    { 8, 9, 0, 0, 0 },
    { 12, 10, 0, 0, 0 },
    { 0, 7, 0, 0, 0 },
    { 4, 8, 0, 0, 0 },
    { 8, 9, 0, 0, 0 },
    { 12, 10, 0, 0, 0 },
    { 0, 6, 0, 0, 0 },
    { 0, 7, 0, 0, 0 },
    { 4, 8, 0, 0, 0 },
    { 8, 9, 0, 0, 0 },
    { 12, 10, 0, 0, 0 },
    { 28, 11, 2, 0, 0 },
    { 0, 7, 0, 0, 0 },
    { 4, 8, 0, 0, 0 },
    { 8, 9, 0, 0, 0 },
    { 12, 10, 0, 0, 0 },
    { 28, 11, 2, 0, 0 },
    { 12, 11, 2, 0, 0 },
    { 12, 11, 2, 0, 0 },
    { 0, 6, 0, 0, 0 },
    { 16, 11, 2, 0, 0 },
    { 0, 7, 0, 0, 0 },
    { 4, 8, 0, 0, 0 },
    { 0, 7, 0, 1, 0 },
    { 4, 8, 0, 1, 0 },
    { 8, 9, 0, 1, 0 },
    { 12, 10, 0, 1, 0 },
    { 44, 7, 0, 0, 0 },
    { 48, 8, 0, 0, 0 },
    { 0, 12, 0, 0, 0 },
    { 0, 12, 0, 0, 0 },
    { 0, 7, 0, 0, 0 },
    { 4, 8, 0, 0, 0 },
    { 8, 9, 0, 0, 0 },
    { 12, 10, 0, 0, 0 },
    { 0, 6, 0, 0, 0 },
    { 0, 6, 0, 0, 0 },
    { 0, 7, 0, 0, 0 },
    { 4, 8, 0, 0, 0 },
    { 8, 9, 0, 0, 0 },
    { 12, 10, 0, 0, 0 },
    { 0, 7, 0, 0, 0 },
    { 4, 8, 0, 0, 0 },
    { 8, 9, 0, 0, 0 },
    { 12, 10, 0, 0, 0 },
    { 0, 6, 0, 0, 0 },
    { 0, 7, 0, 0, 0 },
    { 4, 8, 0, 0, 0 },
    { 8, 9, 0, 0, 0 },
    { 12, 10, 0, 0, 0 },
    { 0, 7, 0, 0, 0 },
    { 4, 8, 0, 0, 0 },
    { 8, 9, 0, 0, 0 },
    { 12, 10, 0, 0, 0 },
    { 0, 6, 0, 0, 0 },
    { 0, 0, 0, 0, 0 }
};

static const struct calc_register_bit calc_register_bits[] = {
    { 16, 5, 0 }, { 16, 6, 1 }, { 16, 7, 2 }, 
    { 16, 0, 0 }, { 16, 1, 1 }, { 16, 2, 2 }, 
    { 16, 0, 0 }, { 16, 1, 1 }, { 16, 2, 2 }, { 16, 5, 0 }, { 16, 6, 1 }, { 16, 7, 2 }, 
    { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, 
    { 0, 5, 0 }, { 0, 6, 1 }, { 0, 7, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, 
    { 0, 5, 0 }, { 0, 6, 1 }, { 0, 7, 2 }, 
    { 4, 0, 0 }, { 4, 1, 1 }, { 4, 2, 2 }, { 6, 0, 0 }, { 6, 1, 1 }, { 6, 2, 2 }, 
    { 32, 5, 0 }, { 32, 6, 1 }, { 32, 7, 2 }, { 42, 0, 0 }, { 42, 1, 1 }, { 42, 2, 2 }, 
    { 32, 0, 0 }, { 32, 1, 1 }, { 32, 2, 2 }, { 40, 0, 0 }, { 40, 1, 1 }, { 40, 2, 2 }, 
    { 32, 0, 0 }, { 32, 1, 1 }, { 32, 2, 2 }, { 32, 5, 0 }, { 32, 6, 1 }, { 32, 7, 2 }, { 40, 0, 0 }, { 40, 1, 1 }, { 40, 2, 2 }, { 42, 0, 0 }, { 42, 1, 1 }, { 42, 2, 2 }, 
    { 16, 5, 0 }, { 16, 6, 1 }, { 16, 7, 2 }, { 26, 0, 0 }, { 26, 1, 1 }, { 26, 2, 2 }, 
    { 0, 5, 0 }, { 0, 6, 1 }, { 0, 7, 2 }, { 8, 0, 0 }, { 8, 1, 1 }, { 8, 2, 2 }, { 18, 0, 0 }, { 18, 1, 1 }, { 18, 2, 2 }, 
    { 16, 0, 0 }, { 16, 1, 1 }, { 16, 2, 2 }, { 24, 0, 0 }, { 24, 1, 1 }, { 24, 2, 2 }, 
    { 16, 0, 0 }, { 16, 1, 1 }, { 16, 2, 2 }, { 16, 5, 0 }, { 16, 6, 1 }, { 16, 7, 2 }, { 24, 0, 0 }, { 24, 1, 1 }, { 24, 2, 2 }, { 26, 0, 0 }, { 26, 1, 1 }, { 26, 2, 2 }, 
    { 0, 5, 0 }, { 0, 6, 1 }, { 0, 7, 2 }, { 8, 0, 0 }, { 8, 1, 1 }, { 8, 2, 2 }, { 18, 0, 0 }, { 18, 1, 1 }, { 18, 2, 2 }, 
    { 20, 0, 0 }, { 20, 1, 1 }, { 20, 2, 2 }, { 20, 5, 0 }, { 20, 6, 1 }, { 20, 7, 2 }, { 28, 0, 0 }, { 28, 1, 1 }, { 28, 2, 2 }, { 30, 0, 0 }, { 30, 1, 1 }, { 30, 2, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, { 4, 0, 0 }, { 4, 1, 1 }, { 4, 2, 2 }, { 8, 0, 0 }, { 8, 1, 1 }, { 8, 2, 2 }, { 12, 0, 0 }, { 12, 1, 1 }, { 12, 2, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, 
    { 16, 5, 0 }, { 16, 6, 1 }, { 16, 7, 2 }, 
    { 16, 0, 0 }, { 16, 1, 1 }, { 16, 2, 2 }, 
    { 16, 0, 0 }, { 16, 1, 1 }, { 16, 2, 2 }, { 16, 5, 0 }, { 16, 6, 1 }, { 16, 7, 2 }, 
    { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, 
    { 0, 5, 0 }, { 0, 6, 1 }, { 0, 7, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, 
    { 0, 5, 0 }, { 0, 6, 1 }, { 0, 7, 2 }, 
    { 4, 0, 0 }, { 4, 1, 1 }, { 4, 2, 2 }, { 6, 0, 0 }, { 6, 1, 1 }, { 6, 2, 2 }, 
    { 16, 5, 0 }, { 16, 6, 1 }, { 16, 7, 2 }, 
    { 16, 0, 0 }, { 16, 1, 1 }, { 16, 2, 2 }, 
    { 16, 0, 0 }, { 16, 1, 1 }, { 16, 2, 2 }, { 16, 5, 0 }, { 16, 6, 1 }, { 16, 7, 2 }, 
    { 0, 5, 0 }, { 0, 6, 1 }, { 0, 7, 2 }, 
    { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, 
    { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 2 }, { 0, 5, 0 }, { 0, 6, 1 }, { 0, 7, 2 }, 
    { 2, 0, 0 }, { 2, 1, 1 }, { 2, 2, 2 }, 
    { 4, 0, 0 }, { 4, 1, 1 }, { 4, 2, 2 }, { 4, 5, 0 }, { 4, 6, 1 }, { 4, 7, 2 }, 
    { 0, 0, 0 }
};

static const struct calc_register calc_registers[] = {
    { 0, 3, 0, 0 },
    { 3, 3, 0, 1 },
    { 6, 6, 0, 1 },
    { 12, 3, 0, 0 },
    { 15, 3, 0, 0 },
    { 18, 3, 0, 1 },
    { 21, 6, 0, 1 },
    { 27, 3, 0, 0 },
    { 30, 6, 0, 1 },
    { 36, 6, 0, 0 },
    { 42, 6, 0, 1 },
    { 48, 12, 0, 1 },
    { 60, 6, 0, 0 },
    { 66, 9, 0, 0 },
    { 75, 6, 0, 1 },
    { 81, 12, 0, 1 },
    { 93, 9, 0, 0 },
    { 102, 12, 0, 1 },
    { 114, 3, 0, 0 },
    { 117, 3, 0, 0 },
    { 120, 12, 0, 1 },
    { 132, 3, 0, 0 },
    { 135, 3, 0, 1 },
    { 138, 3, 0, 0 },
    { 141, 3, 0, 1 },
    { 144, 6, 0, 1 },
    { 150, 3, 0, 0 },
    { 153, 3, 0, 0 },
    { 156, 3, 0, 1 },
    { 159, 6, 0, 1 },
    { 165, 3, 0, 0 },
    { 168, 6, 0, 1 },
    { 174, 3, 0, 0 },
    { 177, 3, 0, 1 },
    { 180, 6, 0, 1 },
    { 186, 3, 0, 0 },
    { 189, 3, 0, 0 },
    { 192, 3, 0, 1 },
    { 195, 6, 0, 1 },
    { 201, 3, 0, 0 },
    { 204, 6, 0, 1 },
    { 0, 0, 0, 0 }
};

static const struct calc_entry calc_entries[] = {
    { 0, 0, 0, 20, 4, 2 },
    { 20, 4, 2, 20, 4, 1 },
    { 40, 8, 3, 4, 0, 3 },
    { 44, 8, 6, 4, 0, 2 },
    { 48, 8, 8, 8, 1, 1 },
    { 56, 9, 9, 44, 5, 2 },
    { 100, 14, 11, 44, 5, 1 },
    { 144, 19, 12, 28, 1, 3 },
    { 172, 20, 15, 28, 1, 2 },
    { 200, 21, 17, 32, 2, 1 },
    { 232, 23, 18, 8, 0, 0 },
    { 240, 23, 18, 20, 2, 0 },
    { 260, 25, 18, 124, 0, 0 },
    { 384, 25, 18, 64, 6, 0 },
    { 448, 31, 18, 4, 1, 1 },
    { 452, 32, 19, 4, 1, 1 },
    { 456, 33, 20, 16, 4, 1 },
    { 472, 37, 21, 4, 1, 1 },
    { 476, 38, 22, 4, 1, 1 },
    { 480, 39, 23, 20, 4, 2 },
    { 500, 43, 25, 20, 4, 1 },
    { 520, 47, 26, 4, 0, 3 },
    { 524, 47, 29, 4, 0, 2 },
    { 528, 47, 31, 8, 1, 1 },
    { 536, 48, 32, 92, 0, 0 },
    { 628, 48, 32, 20, 4, 2 },
    { 648, 52, 34, 20, 4, 1 },
    { 668, 56, 35, 4, 0, 3 },
    { 672, 56, 38, 4, 0, 2 },
    { 676, 56, 40, 8, 1, 1 },
    { 0, 0, 0, 0, 0, 0 }
};

/* Writes bits [first, first + count) of the instruction at `at`. */
static inline void calc_field(uint8_t *at, unsigned first, unsigned count, uint64_t value)
{
    uint32_t word, mask = (uint32_t)((UINT64_C(1) << count) - 1) << first;
    memcpy(&word, at, 4);
    word = (word & ~mask) | ((uint32_t)(value << first) & mask);
    memcpy(at, &word, 4);
}

static inline void calc_write(uint8_t *at, uint64_t address, unsigned kind, uint64_t value)
{
    uint64_t distance = value - address;
    switch (kind) {
    case CALC_BITS12SCALE8: calc_field(at, 10, 12, value / 8); break;
    case CALC_MOVE0: calc_field(at, 5, 16, value & 0xFFFF); break;
    case CALC_MOVE16: calc_field(at, 5, 16, value >> 16 & 0xFFFF); break;
    case CALC_MOVE32: calc_field(at, 5, 16, value >> 32 & 0xFFFF); break;
    case CALC_MOVE48: calc_field(at, 5, 16, value >> 48); break;
    case CALC_BRANCH26: calc_field(at, 0, 26, distance >> 2); break;
    case CALC_BRANCH19: calc_field(at, 5, 19, distance >> 2); break;
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
