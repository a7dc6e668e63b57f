/*
 * Quotients by a number d > 1 that is known when stitching, as products with its reciprocal scaled to an integer: Granlund and
 * Montgomery, "Division by Invariant Integers using Multiplication". A division takes several times as long. The compiler's
 * side, which chooses factors and shifts, is runtime/StencilJit.Wasm/Compilation/Reciprocal.cs.
 */
#ifndef RECIPROCAL_H
#define RECIPROCAL_H

#include <stdint.h>

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

/* The upper half of a product. */
static inline uint64_t high_u(uint64_t a, uint64_t b)
{
    return (uint64_t)((uint128)a * b >> 64);
}

static inline int64_t high_s(int64_t a, int64_t b)
{
    return (int64_t)((int128)a * b >> 64);
}

/* The product is rounded down; truncation is towards zero, so a negative quotient is one more. */
static inline int32_t i32_quotient_s(int32_t a, uint64_t reciprocal, uint64_t shift)
{
    int64_t product = (int64_t)((uint64_t)(int64_t)a * reciprocal);
    return (int32_t)((uint32_t)(product >> (shift & 63)) + ((uint32_t)a >> 31));
}

/* The reciprocal is at least 2^63: as a signed number it is 2^64 less, which is an `a` in the upper half. */
static inline int64_t i64_quotient_s(int64_t a, uint64_t reciprocal, uint64_t shift)
{
    int64_t product = (int64_t)((uint64_t)high_s(a, (int64_t)reciprocal) + (uint64_t)a);
    return (int64_t)((uint64_t)(product >> (shift & 63)) + ((uint64_t)a >> 63));
}

static inline uint64_t i64_quotient_u(uint64_t a, uint64_t reciprocal, uint64_t shift)
{
    return high_u(a, reciprocal) >> (shift & 63);
}

/* The reciprocal is 2^64 more: half of that is added without an overflow, and `shift` is one less. */
static inline uint64_t i64_quotient_u_long(uint64_t a, uint64_t reciprocal, uint64_t shift)
{
    uint64_t product = high_u(a, reciprocal);
    return (((a - product) >> 1) + product) >> (shift & 63);
}

#endif
