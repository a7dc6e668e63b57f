/* Selection: WebAssembly core specification, 4.4.4. */
#include "wasm.h"

/* select: the first integer or reference where the condition is not zero, the second one otherwise. */
STENCIL("rrr>r rrr>t rrs>t") int64_t select_i(int64_t a, int64_t b, int32_t condition)
{
    return condition ? a : b;
}

/* select: the first f32 or f64 where the condition is not zero, the second one otherwise. */
STENCIL("rrr>r rrr>t rrs>t") double select_f(double a, double b, int32_t condition)
{
    return condition ? a : b;
}

/* select with the operand of i64.eqz or ref.is_null as condition: the values exchanged, that instruction is none. */
STENCIL("rrr>r rrr>t") int64_t select_i_wide(int64_t a, int64_t b, int64_t condition)
{
    return condition ? a : b;
}

/* The same for f32 and f64. */
STENCIL("rrr>r rrr>t") double select_f_wide(double a, double b, int64_t condition)
{
    return condition ? a : b;
}

/*
 * select with a comparison as condition: the first value where it holds. Integers are 64 bits wide whatever they are, so only
 * what is compared has a type; of floating-point numbers all four operands have the same one.
 */
#define SELECT_I(name, type, placements, condition)                                                                    \
    STENCIL(placements) int64_t select_##name(int64_t a, int64_t b, type x, type y)                                    \
    {                                                                                                                  \
        return (condition) ? a : b;                                                                                    \
    }
#define SELECT_F(name, type, condition)                                                                                \
    STENCIL("rrrr>t") type select_##name(type a, type b, type x, type y)                                               \
    {                                                                                                                  \
        return (condition) ? a : b;                                                                                    \
    }
#define COMPARED "rrrr>t rrri>t"
#define COMPARED_WIDE "rrrr>t rrrj>t"

/* select by i32 comparisons, and by whether the operands of i32.and have a bit in common. */
SELECT_I(i32_test, uint32_t, COMPARED, (x & y) != 0)
SELECT_I(i32_eq, uint32_t, COMPARED, x == y)
SELECT_I(i32_ne, uint32_t, COMPARED, x != y)
SELECT_I(i32_lt_s, int32_t, COMPARED, x < y)
SELECT_I(i32_lt_u, uint32_t, COMPARED, x < y)
SELECT_I(i32_gt_s, int32_t, COMPARED, x > y)
SELECT_I(i32_gt_u, uint32_t, COMPARED, x > y)
SELECT_I(i32_le_s, int32_t, COMPARED, x <= y)
SELECT_I(i32_le_u, uint32_t, COMPARED, x <= y)
SELECT_I(i32_ge_s, int32_t, COMPARED, x >= y)
SELECT_I(i32_ge_u, uint32_t, COMPARED, x >= y)

/* select by i64 comparisons. */
SELECT_I(i64_eq, uint64_t, COMPARED_WIDE, x == y)
SELECT_I(i64_ne, uint64_t, COMPARED_WIDE, x != y)
SELECT_I(i64_lt_s, int64_t, COMPARED_WIDE, x < y)
SELECT_I(i64_lt_u, uint64_t, COMPARED_WIDE, x < y)
SELECT_I(i64_gt_s, int64_t, COMPARED_WIDE, x > y)
SELECT_I(i64_gt_u, uint64_t, COMPARED_WIDE, x > y)
SELECT_I(i64_le_s, int64_t, COMPARED_WIDE, x <= y)
SELECT_I(i64_le_u, uint64_t, COMPARED_WIDE, x <= y)
SELECT_I(i64_ge_s, int64_t, COMPARED_WIDE, x >= y)
SELECT_I(i64_ge_u, uint64_t, COMPARED_WIDE, x >= y)

/* select of an f32 by an f32 comparison. */
SELECT_F(f32_eq, float, x == y)
SELECT_F(f32_ne, float, x != y)
SELECT_F(f32_lt, float, x < y)
SELECT_F(f32_gt, float, x > y)
SELECT_F(f32_le, float, x <= y)
SELECT_F(f32_ge, float, x >= y)

/* select of an f64 by an f64 comparison. */
SELECT_F(f64_eq, double, x == y)
SELECT_F(f64_ne, double, x != y)
SELECT_F(f64_lt, double, x < y)
SELECT_F(f64_gt, double, x > y)
SELECT_F(f64_le, double, x <= y)
SELECT_F(f64_ge, double, x >= y)
