/* 64-bit floating-point numbers: WebAssembly core specification, 4.3.3. */
#include "numeric.h"
#include "wasm.h"

/* f64.add: the sum, rounded to nearest. */
STENCIL(BINARY_REGISTERS) double f64_add(double a, double b)
{
    return a + b;
}

/* f64.sub: the difference, rounded to nearest. */
STENCIL(BINARY_REGISTERS) double f64_sub(double a, double b)
{
    return a - b;
}

/* f64.mul: the product, rounded to nearest. */
STENCIL(BINARY_REGISTERS) double f64_mul(double a, double b)
{
    return a * b;
}

/* f64.div: the quotient, rounded to nearest; never traps. */
STENCIL(BINARY_REGISTERS) double f64_div(double a, double b)
{
    return a / b;
}

/* f64.min: the smaller operand; -0 is below +0, a NaN gives a NaN. */
STENCIL(BINARY_REGISTERS) double f64_min(double a, double b)
{
    return f64_minimum(a, b);
}

/* f64.max: the larger operand; +0 is above -0, a NaN gives a NaN. */
STENCIL(BINARY_REGISTERS) double f64_max(double a, double b)
{
    return f64_maximum(a, b);
}

/* f64.copysign: the first operand with the sign of the second one; NaNs keep their bits. */
STENCIL(BINARY_REGISTERS) double f64_copysign(double a, double b)
{
    return __builtin_copysign(a, b);
}

/* f64.abs: without the sign; a NaN keeps its other bits. */
STENCIL(UNARY_SLOT) double f64_abs(double a)
{
    return __builtin_fabs(a);
}

/* f64.neg: with the opposite sign; a NaN keeps its other bits. */
STENCIL(UNARY_SLOT) double f64_neg(double a)
{
    return -a;
}

/* f64.sqrt: the square root, rounded to nearest. */
STENCIL(UNARY_SLOT) double f64_sqrt(double a)
{
    return SQRT_F64(a);
}

/* f64.ceil: rounded up to an integer. */
STENCIL(UNARY_SLOT) double f64_ceil(double a)
{
    return __builtin_ceil(a);
}

/* f64.floor: rounded down to an integer. */
STENCIL(UNARY_SLOT) double f64_floor(double a)
{
    return __builtin_floor(a);
}

/* f64.trunc: rounded towards zero to an integer. */
STENCIL(UNARY_SLOT) double f64_trunc(double a)
{
    return __builtin_trunc(a);
}

/* f64.nearest: rounded to the nearest integer, ties to even. */
STENCIL(UNARY_SLOT) double f64_nearest(double a)
{
    return NEAREST_F64(a);
}

/* f64.eq: whether the operands are equal; false for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f64_eq(double a, double b)
{
    return a == b;
}

/* f64.ne: whether the operands differ; true for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f64_ne(double a, double b)
{
    return a != b;
}

/* f64.lt: less than; false for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f64_lt(double a, double b)
{
    return a < b;
}

/* f64.gt: greater than; false for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f64_gt(double a, double b)
{
    return a > b;
}

/* f64.le: less than or equal; false for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f64_le(double a, double b)
{
    return a <= b;
}

/* f64.ge: greater than or equal; false for NaNs. */
STENCIL(COMPARE_REGISTERS) int32_t f64_ge(double a, double b)
{
    return a >= b;
}
