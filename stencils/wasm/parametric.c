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
