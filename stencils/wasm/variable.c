/*
 * Globals: WebAssembly core specification, 4.4.5. `global` is the byte offset in the instance of the pointer to the
 * global's cell of 8 bytes, for a global may be another instance's.
 */
#include "wasm.h"

/* global.get: an integer or a reference. */
STENCIL(">r") int64_t global_get_i(void)
{
    return *INSTANCE_FIELD(const int64_t *, HOLE_OFFSET(global));
}

/* global.set: an integer or a reference. */
STENCIL("r>") void global_set_i(int64_t value)
{
    *INSTANCE_FIELD(int64_t *, HOLE_OFFSET(global)) = value;
}

/* global.get: an f32 or f64; the register takes all 64 bits as they are. */
STENCIL(">r") double global_get_f(void)
{
    return *INSTANCE_FIELD(const double *, HOLE_OFFSET(global));
}

/* global.set: an f32 or f64; the cell takes all 64 bits as they are. */
STENCIL("r>") void global_set_f(double value)
{
    *INSTANCE_FIELD(double *, HOLE_OFFSET(global)) = value;
}
