/* 64-bit integers: WebAssembly core specification, 4.3.2. */
#include "reciprocal.h"
#include "wasm.h"

/* i64.add: the sum, wrapping. */
STENCIL(BINARY_WIDE UPDATE_WIDE) uint64_t i64_add(uint64_t a, uint64_t b)
{
    return a + b;
}

/* i64.sub: the difference, wrapping. */
STENCIL(BINARY_WIDE UPDATE_WIDE) uint64_t i64_sub(uint64_t a, uint64_t b)
{
    return a - b;
}

/* i64.mul: the product, wrapping. */
STENCIL(BINARY_WIDE) uint64_t i64_mul(uint64_t a, uint64_t b)
{
    return a * b;
}

/* i64.div_s: the signed quotient towards zero; traps on zero and where the quotient is 2^63. */
STENCIL(BINARY_WIDE) int64_t i64_div_s(int64_t a, int64_t b)
{
    if (LIKELY(b != 0)) {
        if (LIKELY(a != INT64_MIN || b != -1))
            CONTINUE a / b;
        TRAP(integer_overflow);
    }
    TRAP(integer_divide_by_zero);
}

/* i64.div_u: the unsigned quotient; traps on zero. */
STENCIL(BINARY_WIDE) uint64_t i64_div_u(uint64_t a, uint64_t b)
{
    if (LIKELY(b != 0))
        CONTINUE a / b;
    TRAP(integer_divide_by_zero);
}

/* i64.rem_s: the signed remainder, with the sign of the dividend; traps on zero. */
STENCIL(BINARY_WIDE) int64_t i64_rem_s(int64_t a, int64_t b)
{
    if (LIKELY(b != 0))
        CONTINUE b == -1 ? 0 : a % b; /* INT64_MIN % -1 is undefined in C and faults on x86-64 */
    TRAP(integer_divide_by_zero);
}

/* i64.rem_u: the unsigned remainder; traps on zero. */
STENCIL(BINARY_WIDE) uint64_t i64_rem_u(uint64_t a, uint64_t b)
{
    if (LIKELY(b != 0))
        CONTINUE a % b;
    TRAP(integer_divide_by_zero);
}

/*
 * Division by a number, through a multiplication by its reciprocal: reciprocal.h. `_by_long` is for divisors whose reciprocal
 * has 65 bits.
 */
STENCIL("rin>t") int64_t i64_div_s_by(int64_t a, uint64_t reciprocal, uint64_t shift)
{
    return i64_quotient_s(a, reciprocal, shift);
}

STENCIL("rin>t") uint64_t i64_div_u_by(uint64_t a, uint64_t reciprocal, uint64_t shift)
{
    return i64_quotient_u(a, reciprocal, shift);
}

STENCIL("rin>t") uint64_t i64_div_u_by_long(uint64_t a, uint64_t reciprocal, uint64_t shift)
{
    return i64_quotient_u_long(a, reciprocal, shift);
}

/* The remainder, once there is the quotient `b`. */
STENCIL("rri>t") uint64_t i64_rem_by(uint64_t a, uint64_t b, uint64_t divisor)
{
    return a - b * divisor;
}

/* i64.mul by 3, 5 and 9: one addition of the shifted operand. */
STENCIL(UNARY) uint64_t i64_mul3(uint64_t a)
{
    return a * 3;
}

STENCIL(UNARY) uint64_t i64_mul5(uint64_t a)
{
    return a * 5;
}

STENCIL(UNARY) uint64_t i64_mul9(uint64_t a)
{
    return a * 9;
}

/* i64.and: bitwise conjunction. */
STENCIL(BINARY_WIDE UPDATE_WIDE) uint64_t i64_and(uint64_t a, uint64_t b)
{
    return a & b;
}

/* i64.or: bitwise disjunction. */
STENCIL(BINARY_WIDE UPDATE_WIDE) uint64_t i64_or(uint64_t a, uint64_t b)
{
    return a | b;
}

/* i64.xor: bitwise exclusive disjunction. */
STENCIL(BINARY_WIDE UPDATE_WIDE) uint64_t i64_xor(uint64_t a, uint64_t b)
{
    return a ^ b;
}

/* i64.shl: shifts left by the count modulo 64. */
STENCIL(SHIFT) uint64_t i64_shl(uint64_t a, uint64_t b)
{
    return a << (b & 63);
}

/* i64.shr_s: shifts right by the count modulo 64, copying the sign. */
STENCIL(SHIFT) int64_t i64_shr_s(int64_t a, uint64_t b)
{
    return a >> (b & 63);
}

/* i64.shr_u: shifts right by the count modulo 64, filling with zeros. */
STENCIL(SHIFT) uint64_t i64_shr_u(uint64_t a, uint64_t b)
{
    return a >> (b & 63);
}

/* i64.rotl: rotates left by the count modulo 64. */
STENCIL(BINARY_REGISTERS) uint64_t i64_rotl(uint64_t a, uint64_t b)
{
    return a << (b & 63) | a >> (-b & 63);
}

/* i64.rotr: rotates right by the count modulo 64. */
STENCIL(SHIFT) uint64_t i64_rotr(uint64_t a, uint64_t b)
{
    return a >> (b & 63) | a << (-b & 63);
}

/* i64.clz: the number of leading zero bits; 64 for zero. */
STENCIL(UNARY_SLOT) int64_t i64_clz(uint64_t a)
{
    return a == 0 ? 64 : __builtin_clzll(a);
}

/* i64.ctz: the number of trailing zero bits; 64 for zero. */
STENCIL(UNARY_SLOT) int64_t i64_ctz(uint64_t a)
{
    return a == 0 ? 64 : __builtin_ctzll(a);
}

/* i64.popcnt: the number of bits set. */
STENCIL(UNARY_SLOT) int64_t i64_popcnt(uint64_t a)
{
    return __builtin_popcountll(a);
}

/* i64.extend8_s: sign-extends the low 8 bits. */
STENCIL(UNARY) int64_t i64_extend8_s(uint64_t a)
{
    return (int8_t)a;
}

/* i64.extend16_s: sign-extends the low 16 bits. */
STENCIL(UNARY) int64_t i64_extend16_s(uint64_t a)
{
    return (int16_t)a;
}

/* i64.extend32_s: sign-extends the low 32 bits. */
STENCIL(UNARY_SLOT) int64_t i64_extend32_s(uint64_t a)
{
    return (int32_t)a;
}

/* i64.eqz: whether the operand is zero. */
STENCIL(TEST) int32_t i64_eqz(uint64_t a)
{
    return a == 0;
}

/* i64.eq: whether the operands are equal. */
STENCIL(COMPARE_WIDE) int32_t i64_eq(uint64_t a, uint64_t b)
{
    return a == b;
}

/* i64.ne: whether the operands differ. */
STENCIL(COMPARE_WIDE) int32_t i64_ne(uint64_t a, uint64_t b)
{
    return a != b;
}

/* i64.lt_s: signed less than. */
STENCIL(COMPARE_WIDE) int32_t i64_lt_s(int64_t a, int64_t b)
{
    return a < b;
}

/* i64.lt_u: unsigned less than. */
STENCIL(COMPARE_WIDE) int32_t i64_lt_u(uint64_t a, uint64_t b)
{
    return a < b;
}

/* i64.gt_s: signed greater than. */
STENCIL(COMPARE_WIDE) int32_t i64_gt_s(int64_t a, int64_t b)
{
    return a > b;
}

/* i64.gt_u: unsigned greater than. */
STENCIL(COMPARE_WIDE) int32_t i64_gt_u(uint64_t a, uint64_t b)
{
    return a > b;
}

/* i64.le_s: signed less than or equal. */
STENCIL(COMPARE_WIDE) int32_t i64_le_s(int64_t a, int64_t b)
{
    return a <= b;
}

/* i64.le_u: unsigned less than or equal. */
STENCIL(COMPARE_WIDE) int32_t i64_le_u(uint64_t a, uint64_t b)
{
    return a <= b;
}

/* i64.ge_s: signed greater than or equal. */
STENCIL(COMPARE_WIDE) int32_t i64_ge_s(int64_t a, int64_t b)
{
    return a >= b;
}

/* i64.ge_u: unsigned greater than or equal. */
STENCIL(COMPARE_WIDE) int32_t i64_ge_u(uint64_t a, uint64_t b)
{
    return a >= b;
}

/* The same with a small number. */
NEAR_INSTRUCTIONS(i64, uint64_t, int64_t)

/* The same with a number of a byte. */
SHORT_INSTRUCTIONS(i64, uint64_t, int64_t)
