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
