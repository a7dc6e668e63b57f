/* 32-bit floating-point numbers: WebAssembly core specification, 4.3.3. */
#include "numeric.h"
#include "wasm.h"

/* f32.add: the sum, rounded to nearest. */
STENCIL(BINARY_REGISTERS) float f32_add(float a, float b)
{
    return a + b;
}

/* f32.sub: the difference, rounded to nearest. */
STENCIL(BINARY_REGISTERS) float f32_sub(float a, float b)
{
    return a - b;
}

/* f32.mul: the product, rounded to nearest. */
STENCIL(BINARY_REGISTERS) float f32_mul(float a, float b)
{
    return a * b;
}

/* f32.div: the quotient, rounded to nearest; never traps. */
STENCIL(BINARY_REGISTERS) float f32_div(float a, float b)
{
    return a / b;
}

/* f32.min: the smaller operand; -0 is below +0, a NaN gives a NaN. */
STENCIL(BINARY_REGISTERS) float f32_min(float a, float b)
{
    return f32_minimum(a, b);
}

/* f32.max: the larger operand; +0 is above -0, a NaN gives a NaN. */
STENCIL(BINARY_REGISTERS) float f32_max(float a, float b)
{
    return f32_maximum(a, b);
}

/* f32.copysign: the first operand with the sign of the second one; NaNs keep their bits. */
STENCIL(BINARY_REGISTERS) float f32_copysign(float a, float b)
{
    return __builtin_copysignf(a, b);
}

/* f32.abs: without the sign; a NaN keeps its other bits. */
STENCIL(UNARY_SLOT) float f32_abs(float a)
{
    return __builtin_fabsf(a);
}

/* f32.neg: with the opposite sign; a NaN keeps its other bits. */
STENCIL(UNARY_SLOT) float f32_neg(float a)
{
    return -a;
}

/* f32.sqrt: the square root, rounded to nearest. */
STENCIL(UNARY_SLOT) float f32_sqrt(float a)
{
    return SQRT_F32(a);
}

/* f32.ceil: rounded up to an integer. */
STENCIL(UNARY_SLOT) float f32_ceil(float a)
{
    return __builtin_ceilf(a);
}

/* f32.floor: rounded down to an integer. */
STENCIL(UNARY_SLOT) float f32_floor(float a)
{
    return __builtin_floorf(a);
}

/* f32.trunc: rounded towards zero to an integer. */
STENCIL(UNARY_SLOT) float f32_trunc(float a)
{
    return __builtin_truncf(a);
}

/* f32.nearest: rounded to the nearest integer, ties to even. */
STENCIL(UNARY_SLOT) float f32_nearest(float a)
{
    return NEAREST_F32(a);
}

/* f32.eq: whether the operands are equal; false for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f32_eq(float a, float b)
{
    return a == b;
}

/* f32.ne: whether the operands differ; true for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f32_ne(float a, float b)
{
    return a != b;
}

/* f32.lt: less than; false for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f32_lt(float a, float b)
{
    return a < b;
}

/* f32.gt: greater than; false for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f32_gt(float a, float b)
{
    return a > b;
}

/* f32.le: less than or equal; false for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f32_le(float a, float b)
{
    return a <= b;
}

/* f32.ge: greater than or equal; false for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f32_ge(float a, float b)
{
    return a >= b;
}
