/* Conversions between the number types: WebAssembly core specification, 4.3.4. */
#include "numeric.h"
#include "wasm.h"

/* i32.wrap_i64: the low 32 bits. */
STENCIL(UNARY_SLOT) uint32_t i32_wrap_i64(uint64_t a)
{
    return (uint32_t)a;
}

/* i64.extend_i32_s: sign-extends to 64 bits. */
STENCIL(UNARY_SLOT) int64_t i64_extend_i32_s(int32_t a)
{
    return a;
}

/* i64.extend_i32_u: zero-extends to 64 bits; a register needs nothing, as an i32 is there that way already. */
STENCIL(UNARY_SLOT) uint64_t i64_extend_i32_u(uint32_t a)
{
    return a;
}

/*
 * Truncation that traps. The range is that of the numbers whose integer part fits: open, one beyond the type's bound,
 * where the floating-point type has that number; closed at the bound where the next number is out of range anyway.
 */
#define TRUNCATE(type, a, in_range)                                                                                    \
    if (LIKELY(in_range))                                                                                              \
        CONTINUE (type)(a);                                                                                            \
    if ((a) == (a))                                                                                                    \
        TRAP(integer_overflow);                                                                                        \
    TRAP(invalid_conversion)

/* i32.trunc_f32_s: truncates to a signed integer; traps where that is out of range, and for NaNs. */
STENCIL(CONVERSION) int32_t i32_trunc_f32_s(float a)
{
    TRUNCATE(int32_t, a, a >= -0x1p31f && a < 0x1p31f);
}

/* i32.trunc_f32_u: truncates to an unsigned integer; traps where that is out of range, and for NaNs. */
STENCIL(CONVERSION) uint32_t i32_trunc_f32_u(float a)
{
    TRUNCATE(uint32_t, a, a > -1.0f && a < 0x1p32f);
}

/* i32.trunc_f64_s: truncates to a signed integer; traps where that is out of range, and for NaNs. */
STENCIL(CONVERSION) int32_t i32_trunc_f64_s(double a)
{
    TRUNCATE(int32_t, a, a > -0x1.00000002p31 && a < 0x1p31);
}

/* i32.trunc_f64_u: truncates to an unsigned integer; traps where that is out of range, and for NaNs. */
STENCIL(CONVERSION) uint32_t i32_trunc_f64_u(double a)
{
    TRUNCATE(uint32_t, a, a > -1.0 && a < 0x1p32);
}

/* i64.trunc_f32_s: truncates to a signed integer; traps where that is out of range, and for NaNs. */
STENCIL(CONVERSION) int64_t i64_trunc_f32_s(float a)
{
    TRUNCATE(int64_t, a, a >= -0x1p63f && a < 0x1p63f);
}

/* i64.trunc_f32_u: truncates to an unsigned integer; traps where that is out of range, and for NaNs. */
STENCIL(CONVERSION) uint64_t i64_trunc_f32_u(float a)
{
    TRUNCATE(uint64_t, a, a > -1.0f && a < 0x1p64f);
}

/* i64.trunc_f64_s: truncates to a signed integer; traps where that is out of range, and for NaNs. */
STENCIL(CONVERSION) int64_t i64_trunc_f64_s(double a)
{
    TRUNCATE(int64_t, a, a >= -0x1p63 && a < 0x1p63);
}

/* i64.trunc_f64_u: truncates to an unsigned integer; traps where that is out of range, and for NaNs. */
STENCIL(CONVERSION) uint64_t i64_trunc_f64_u(double a)
{
    TRUNCATE(uint64_t, a, a > -1.0 && a < 0x1p64);
}

/*
 * Truncation that gives the nearest bound where a number is out of range, and zero for NaNs. That is what AArch64's
 * instruction does; to C a number out of range is undefined, so that its compiler has no use for it.
 */
#if defined(__aarch64__)
#define SATURATE(instruction, type, a, low, minimum, high, maximum)                                                    \
    ({ type truncated; __asm__(instruction : "=r"(truncated) : "w"(a)); truncated; })
#else
#define SATURATE(instruction, type, a, low, minimum, high, maximum)                                                    \
    ((a) != (a) ? 0 : (a) < (low) ? (minimum) : (a) >= (high) ? (maximum) : (type)(a))
#endif

/* i32.trunc_sat_f32_s: truncates to a signed integer or its nearest bound; zero for NaNs. */
STENCIL(CONVERSION) int32_t i32_trunc_sat_f32_s(float a)
{
    return SATURATE("fcvtzs %w0, %s1", int32_t, a, -0x1p31f, INT32_MIN, 0x1p31f, INT32_MAX);
}

/* i32.trunc_sat_f32_u: truncates to an unsigned integer or its nearest bound; zero for NaNs. */
STENCIL(CONVERSION) uint32_t i32_trunc_sat_f32_u(float a)
{
    return SATURATE("fcvtzu %w0, %s1", uint32_t, a, 0.0f, 0, 0x1p32f, UINT32_MAX);
}

/* i32.trunc_sat_f64_s: truncates to a signed integer or its nearest bound; zero for NaNs. */
STENCIL(CONVERSION) int32_t i32_trunc_sat_f64_s(double a)
{
    return SATURATE("fcvtzs %w0, %d1", int32_t, a, -0x1p31, INT32_MIN, 0x1p31, INT32_MAX);
}

/* i32.trunc_sat_f64_u: truncates to an unsigned integer or its nearest bound; zero for NaNs. */
STENCIL(CONVERSION) uint32_t i32_trunc_sat_f64_u(double a)
{
    return SATURATE("fcvtzu %w0, %d1", uint32_t, a, 0.0, 0, 0x1p32, UINT32_MAX);
}

/* i64.trunc_sat_f32_s: truncates to a signed integer or its nearest bound; zero for NaNs. */
STENCIL(CONVERSION) int64_t i64_trunc_sat_f32_s(float a)
{
    return SATURATE("fcvtzs %x0, %s1", int64_t, a, -0x1p63f, INT64_MIN, 0x1p63f, INT64_MAX);
}

/* i64.trunc_sat_f32_u: truncates to an unsigned integer or its nearest bound; zero for NaNs. */
STENCIL(CONVERSION) uint64_t i64_trunc_sat_f32_u(float a)
{
    return SATURATE("fcvtzu %x0, %s1", uint64_t, a, 0.0f, 0, 0x1p64f, UINT64_MAX);
}

/* i64.trunc_sat_f64_s: truncates to a signed integer or its nearest bound; zero for NaNs. */
STENCIL(CONVERSION) int64_t i64_trunc_sat_f64_s(double a)
{
    return SATURATE("fcvtzs %x0, %d1", int64_t, a, -0x1p63, INT64_MIN, 0x1p63, INT64_MAX);
}

/* i64.trunc_sat_f64_u: truncates to an unsigned integer or its nearest bound; zero for NaNs. */
STENCIL(CONVERSION) uint64_t i64_trunc_sat_f64_u(double a)
{
    return SATURATE("fcvtzu %x0, %d1", uint64_t, a, 0.0, 0, 0x1p64, UINT64_MAX);
}

/* f32.convert_i32_s: a signed integer as a number, rounded to nearest. */
STENCIL(CONVERSION) float f32_convert_i32_s(int32_t a)
{
    return (float)a;
}

/* f32.convert_i32_u: an unsigned integer as a number, rounded to nearest. */
STENCIL(CONVERSION) float f32_convert_i32_u(uint32_t a)
{
    return (float)a;
}

/* f32.convert_i64_s: a signed integer as a number, rounded to nearest. */
STENCIL(CONVERSION) float f32_convert_i64_s(int64_t a)
{
    return (float)a;
}

/* f32.convert_i64_u: an unsigned integer as a number, rounded to nearest. */
STENCIL(CONVERSION) float f32_convert_i64_u(uint64_t a)
{
    return (float)a;
}

/* f64.convert_i32_s: a signed integer as a number, exactly. */
STENCIL(CONVERSION) double f64_convert_i32_s(int32_t a)
{
    return (double)a;
}

/* f64.convert_i32_u: an unsigned integer as a number, exactly. */
STENCIL(CONVERSION) double f64_convert_i32_u(uint32_t a)
{
    return (double)a;
}

/* f64.convert_i64_s: a signed integer as a number, rounded to nearest. */
STENCIL(CONVERSION) double f64_convert_i64_s(int64_t a)
{
    return (double)a;
}

/* f64.convert_i64_u: an unsigned integer as a number, rounded to nearest. */
STENCIL(CONVERSION) double f64_convert_i64_u(uint64_t a)
{
    return (double)a;
}

/* f32.demote_f64: rounded to nearest; a signalling NaN becomes quiet. */
STENCIL(UNARY_SLOT) float f32_demote_f64(double a)
{
    return (float)a;
}

/* f64.promote_f32: exactly; a signalling NaN becomes quiet. */
STENCIL(UNARY_SLOT) double f64_promote_f32(float a)
{
    return a;
}

/* i32.reinterpret_f32: the bits of a number. */
STENCIL(CONVERSION) uint32_t i32_reinterpret_f32(float a)
{
    return f32_bits(a);
}

/* i64.reinterpret_f64: the bits of a number. */
STENCIL(CONVERSION) uint64_t i64_reinterpret_f64(double a)
{
    return f64_bits(a);
}

/* f32.reinterpret_i32: the number that has these bits. */
STENCIL(CONVERSION) float f32_reinterpret_i32(uint32_t a)
{
    return f32_from_bits(a);
}

/* f64.reinterpret_i64: the number that has these bits. */
STENCIL(CONVERSION) double f64_reinterpret_i64(uint64_t a)
{
    return f64_from_bits(a);
}
