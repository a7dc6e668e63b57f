/* Floating-point operations that C leaves open or spells differently in each compiler. */
#ifndef NUMERIC_H
#define NUMERIC_H

#include <stdint.h>

#ifndef __has_builtin
#define __has_builtin(name) 0
#endif

/* The bits of a number and back, NaN payloads and all. */
static inline uint32_t f32_bits(float value)
{
    union { float number; uint32_t bits; } both = { .number = value };
    return both.bits;
}

static inline float f32_from_bits(uint32_t value)
{
    union { uint32_t bits; float number; } both = { .bits = value };
    return both.number;
}

static inline uint64_t f64_bits(double value)
{
    union { double number; uint64_t bits; } both = { .number = value };
    return both.bits;
}

static inline double f64_from_bits(uint64_t value)
{
    union { uint64_t bits; double number; } both = { .bits = value };
    return both.number;
}

/* Square roots and roundings as one instruction, whatever the flags say about errno. */
#if __has_builtin(__builtin_elementwise_sqrt) && __has_builtin(__builtin_elementwise_roundeven)
#define SQRT_F32(a) __builtin_elementwise_sqrt(a)
#define SQRT_F64(a) __builtin_elementwise_sqrt(a)
#define NEAREST_F32(a) __builtin_elementwise_roundeven(a)
#define NEAREST_F64(a) __builtin_elementwise_roundeven(a)
#else
#define SQRT_F32(a) __builtin_sqrtf(a)
#define SQRT_F64(a) __builtin_sqrt(a)
#define NEAREST_F32(a) __builtin_roundevenf(a)
#define NEAREST_F64(a) __builtin_roundeven(a)
#endif

/*
 * The smaller of two numbers, where -0 is below +0 and a NaN makes a quiet NaN. AArch64 has the instruction; x86-64's
 * gives its second operand for NaNs and for equal zeros, so both orders are combined: for zeros by their signs, and for
 * NaNs a sum is taken, which quietens.
 */
#if defined(__aarch64__) && __has_builtin(__builtin_elementwise_minimum)
static inline float f32_minimum(float a, float b) { return __builtin_elementwise_minimum(a, b); }
static inline float f32_maximum(float a, float b) { return __builtin_elementwise_maximum(a, b); }
static inline double f64_minimum(double a, double b) { return __builtin_elementwise_minimum(a, b); }
static inline double f64_maximum(double a, double b) { return __builtin_elementwise_maximum(a, b); }
#else
static inline float f32_minimum(float a, float b)
{
    float ordered = f32_from_bits(f32_bits(a < b ? a : b) | f32_bits(b < a ? b : a));
    return __builtin_isunordered(a, b) ? a + b : ordered;
}

static inline float f32_maximum(float a, float b)
{
    float ordered = f32_from_bits(f32_bits(a > b ? a : b) & f32_bits(b > a ? b : a));
    return __builtin_isunordered(a, b) ? a + b : ordered;
}

static inline double f64_minimum(double a, double b)
{
    double ordered = f64_from_bits(f64_bits(a < b ? a : b) | f64_bits(b < a ? b : a));
    return __builtin_isunordered(a, b) ? a + b : ordered;
}

static inline double f64_maximum(double a, double b)
{
    double ordered = f64_from_bits(f64_bits(a > b ? a : b) & f64_bits(b > a ? b : a));
    return __builtin_isunordered(a, b) ? a + b : ordered;
}
#endif

#endif
