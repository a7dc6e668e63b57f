/*
 * Globals: WebAssembly core specification, 4.4.5. `global` is the byte offset in the instance of the pointer to the
 * global's cell of 8 bytes, for a global may be another instance's.
 */
#include "wasm.h"

/* `_near` is for the globals whose pointers AArch64 loads in one instruction. */
#define GLOBAL(suffix, type)                                                                                           \
    STENCIL(">r") type global_get_##suffix(void)                                                                       \
    {                                                                                                                  \
        return *INSTANCE_FIELD(const type *, HOLE_OFFSET(global));                                                     \
    }                                                                                                                  \
    STENCIL(">r") type global_get_##suffix##_near(void)                                                                \
    {                                                                                                                  \
        return *INSTANCE_FIELD(const type *, HOLE_NEAR(global));                                                       \
    }                                                                                                                  \
    STENCIL("r>") void global_set_##suffix(type value)                                                                 \
    {                                                                                                                  \
        *INSTANCE_FIELD(type *, HOLE_OFFSET(global)) = value;                                                          \
    }                                                                                                                  \
    STENCIL("r>") void global_set_##suffix##_near(type value)                                                          \
    {                                                                                                                  \
        *INSTANCE_FIELD(type *, HOLE_NEAR(global)) = value;                                                            \
    }

/* global.get and global.set of an integer or a reference. */
GLOBAL(i, int64_t)

/* global.get and global.set of an f32 or f64: all 64 bits as they are. */
GLOBAL(f, double)
