/* 32-bit integers: WebAssembly core specification, 4.3.2. */
#include "reciprocal.h"
#include "wasm.h"

/* i32.add: the sum, wrapping. */
STENCIL(BINARY UPDATE) uint32_t i32_add(uint32_t a, uint32_t b)
{
    return a + b;
}

/* i32.sub: the difference, wrapping. */
STENCIL(BINARY UPDATE) uint32_t i32_sub(uint32_t a, uint32_t b)
{
    return a - b;
}

/* i32.mul: the product, wrapping. */
STENCIL(BINARY) uint32_t i32_mul(uint32_t a, uint32_t b)
{
    return a * b;
}

/* i32.div_s: the signed quotient towards zero; traps on zero and where the quotient is 2^31. */
STENCIL(BINARY) int32_t i32_div_s(int32_t a, int32_t b)
{
    if (LIKELY(b != 0)) {
        if (LIKELY(a != INT32_MIN || b != -1))
            CONTINUE a / b;
        TRAP(integer_overflow);
    }
    TRAP(integer_divide_by_zero);
}

/* i32.div_u: the unsigned quotient; traps on zero. */
STENCIL(BINARY) uint32_t i32_div_u(uint32_t a, uint32_t b)
{
    if (LIKELY(b != 0))
        CONTINUE a / b;
    TRAP(integer_divide_by_zero);
}

/* i32.rem_s: the signed remainder, with the sign of the dividend; traps on zero. */
STENCIL(BINARY) int32_t i32_rem_s(int32_t a, int32_t b)
{
    if (LIKELY(b != 0))
        CONTINUE b == -1 ? 0 : a % b; /* INT32_MIN % -1 is undefined in C and faults on x86-64 */
    TRAP(integer_divide_by_zero);
}

/* i32.rem_u: the unsigned remainder; traps on zero. */
STENCIL(BINARY) uint32_t i32_rem_u(uint32_t a, uint32_t b)
{
    if (LIKELY(b != 0))
        CONTINUE a % b;
    TRAP(integer_divide_by_zero);
}

/*
 * Division by a number, through a multiplication by its reciprocal: reciprocal.h.
 */
STENCIL("rin>t") int32_t i32_div_s_by(int32_t a, uint64_t reciprocal, uint64_t shift)
{
    return i32_quotient_s(a, reciprocal, shift);
}

STENCIL("ri>t") uint32_t i32_div_u_by(uint32_t a, uint64_t reciprocal)
{
    return (uint32_t)high_u(a, reciprocal);
}

STENCIL("rini>t") int32_t i32_rem_s_by(int32_t a, uint64_t reciprocal, uint64_t shift, uint32_t divisor)
{
    return (int32_t)((uint32_t)a - (uint32_t)i32_quotient_s(a, reciprocal, shift) * divisor);
}

/* The fraction of the quotient, times the divisor. */
STENCIL("rii>t") uint32_t i32_rem_u_by(uint32_t a, uint64_t reciprocal, uint32_t divisor)
{
    return (uint32_t)high_u(a * reciprocal, divisor);
}

/* i32.mul by 3, 5 and 9: one addition of the shifted operand. */
STENCIL(UNARY) uint32_t i32_mul3(uint32_t a)
{
    return a * 3;
}

STENCIL(UNARY) uint32_t i32_mul5(uint32_t a)
{
    return a * 5;
}

STENCIL(UNARY) uint32_t i32_mul9(uint32_t a)
{
    return a * 9;
}

/* i32.and: bitwise conjunction. */
STENCIL(BINARY UPDATE) uint32_t i32_and(uint32_t a, uint32_t b)
{
    return a & b;
}

/* i32.and as a condition: whether the operands have a bit in common. */
STENCIL("rr>? ri>? rr>! ri>!") uint32_t i32_test(uint32_t a, uint32_t b)
{
    return a & b;
}

/* i32.and with 255 and 65535: the low 8 and 16 bits. */
STENCIL(UNARY) uint32_t i32_low8(uint32_t a)
{
    return (uint8_t)a;
}

STENCIL(UNARY) uint32_t i32_low16(uint32_t a)
{
    return (uint16_t)a;
}

/* i32.or: bitwise disjunction. */
STENCIL(BINARY UPDATE) uint32_t i32_or(uint32_t a, uint32_t b)
{
    return a | b;
}

/* i32.xor: bitwise exclusive disjunction. */
STENCIL(BINARY UPDATE) uint32_t i32_xor(uint32_t a, uint32_t b)
{
    return a ^ b;
}

/* i32.shl: shifts left by the count modulo 32. */
STENCIL(SHIFT) uint32_t i32_shl(uint32_t a, uint32_t b)
{
    return a << (b & 31);
}

/* i32.add of i32.shl by 1: the address of an element of 2 bytes. */
STENCIL("rr>r rr>t") uint32_t i32_add_shl1(uint32_t a, uint32_t b)
{
    return a + (b << 1);
}

/* i32.add of i32.shl by 2: the address of an element of 4 bytes. */
STENCIL("rr>r rr>t") uint32_t i32_add_shl2(uint32_t a, uint32_t b)
{
    return a + (b << 2);
}

/* i32.add of i32.shl by 3: the address of an element of 8 bytes. */
STENCIL("rr>r rr>t") uint32_t i32_add_shl3(uint32_t a, uint32_t b)
{
    return a + (b << 3);
}

/* i32.shr_s: shifts right by the count modulo 32, copying the sign. */
STENCIL(SHIFT) int32_t i32_shr_s(int32_t a, uint32_t b)
{
    return a >> (b & 31);
}

/* i32.shr_u: shifts right by the count modulo 32, filling with zeros. */
STENCIL(SHIFT) uint32_t i32_shr_u(uint32_t a, uint32_t b)
{
    return a >> (b & 31);
}

/* i32.rotl: rotates left by the count modulo 32. */
STENCIL(BINARY_REGISTERS) uint32_t i32_rotl(uint32_t a, uint32_t b)
{
    return a << (b & 31) | a >> (-b & 31);
}

/* i32.rotr: rotates right by the count modulo 32. */
STENCIL(SHIFT) uint32_t i32_rotr(uint32_t a, uint32_t b)
{
    return a >> (b & 31) | a << (-b & 31);
}

/* i32.clz: the number of leading zero bits; 32 for zero. */
STENCIL(UNARY_SLOT) int32_t i32_clz(uint32_t a)
{
    return a == 0 ? 32 : __builtin_clz(a);
}

/* i32.ctz: the number of trailing zero bits; 32 for zero. */
STENCIL(UNARY_SLOT) int32_t i32_ctz(uint32_t a)
{
    return a == 0 ? 32 : __builtin_ctz(a);
}

/* i32.popcnt: the number of bits set. */
STENCIL(UNARY_SLOT) int32_t i32_popcnt(uint32_t a)
{
    return __builtin_popcount(a);
}

/* i32.extend8_s: sign-extends the low 8 bits. */
STENCIL(UNARY) int32_t i32_extend8_s(uint32_t a)
{
    return (int8_t)a;
}

/* i32.extend16_s: sign-extends the low 16 bits. */
STENCIL(UNARY) int32_t i32_extend16_s(uint32_t a)
{
    return (int16_t)a;
}

/* i32.eqz: whether the operand is zero. */
STENCIL(TEST) int32_t i32_eqz(uint32_t a)
{
    return a == 0;
}

/* i32.eq: whether the operands are equal. */
STENCIL(COMPARE) int32_t i32_eq(uint32_t a, uint32_t b)
{
    return a == b;
}

/* i32.ne: whether the operands differ. */
STENCIL(COMPARE) int32_t i32_ne(uint32_t a, uint32_t b)
{
    return a != b;
}

/* i32.lt_s: signed less than. */
STENCIL(COMPARE) int32_t i32_lt_s(int32_t a, int32_t b)
{
    return a < b;
}

/* i32.lt_u: unsigned less than. */
STENCIL(COMPARE) int32_t i32_lt_u(uint32_t a, uint32_t b)
{
    return a < b;
}

/* i32.gt_s: signed greater than. */
STENCIL(COMPARE) int32_t i32_gt_s(int32_t a, int32_t b)
{
    return a > b;
}

/* i32.gt_u: unsigned greater than. */
STENCIL(COMPARE) int32_t i32_gt_u(uint32_t a, uint32_t b)
{
    return a > b;
}

/* i32.le_s: signed less than or equal. */
STENCIL(COMPARE) int32_t i32_le_s(int32_t a, int32_t b)
{
    return a <= b;
}

/* i32.le_u: unsigned less than or equal. */
STENCIL(COMPARE) int32_t i32_le_u(uint32_t a, uint32_t b)
{
    return a <= b;
}

/* i32.ge_s: signed greater than or equal. */
STENCIL(COMPARE) int32_t i32_ge_s(int32_t a, int32_t b)
{
    return a >= b;
}

/* i32.ge_u: unsigned greater than or equal. */
STENCIL(COMPARE) int32_t i32_ge_u(uint32_t a, uint32_t b)
{
    return a >= b;
}

/* The same with a small number. */
NEAR_INSTRUCTIONS(i32, uint32_t, int32_t)

/*
 * Adds a number below 2^24, such as the address of something that a program has: whole pages, and what is left. AArch64 has room for
 * either; on x86-64, where it has to exist, nobody stitches it. Between the parts, as LLVM would add them up first.
 */
STENCIL(UNARY) uint32_t i32_add_far(uint32_t a)
{
    uint32_t page = a + (uint32_t)HOLE_PAGES(page);
    __asm__("" : "+r"(page));
    return page + (uint32_t)HOLE_NEAR(b);
}

/* The same with a number of a byte. */
SHORT_INSTRUCTIONS(i32, uint32_t, int32_t)

/* i32.and with a number of a byte. Of 64 bits it is not one: LLVM makes one of 32 of it where the number is not negative. */
STENCIL(UNARY) uint32_t i32_and_short(uint32_t a)
{
    return a & (uint32_t)HOLE_I8(b);
}
