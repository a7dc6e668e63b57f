/* Constants, and values between registers and the frame: local.get, local.set, i32.const and what a compiler spills. */
#include "numeric.h"
#include "wasm.h"

/* i32.const, local.get, local.set: an i32. */
STENCIL("r>r s>r i>r r>s i>s") uint32_t move_i32(uint32_t value)
{
    return value;
}

/* i64.const, local.get, local.set: an i64 or a reference; slot to slot, any value. */
STENCIL("r>r s>r i>r j>r r>s j>s s>s") uint64_t move_i64(uint64_t value)
{
    return value;
}

/* local.get, local.set: an f32. */
STENCIL("s>r r>s") float move_f32(float value)
{
    return value;
}

/* local.get, local.set: an f64. */
STENCIL("r>r s>r r>s") double move_f64(double value)
{
    return value;
}

/* i32.const, i64.const, ref.null: 0 without an immediate. */
STENCIL(">r") int64_t zero_i(void)
{
    return 0;
}

/* f32.const, f64.const: 0 without a load. */
STENCIL(">r") double zero_f(void)
{
    return 0;
}

/* i32.const, i64.const: a small number. */
STENCIL(">r") uint64_t const_near(void)
{
    return HOLE_NEAR(number);
}

/* i64.const, f32.const, f64.const: what the instance keeps, where it takes fewer instructions than to make it. */
STENCIL(">r") uint64_t const_pooled_i(void)
{
    return INSTANCE_FIELD(uint64_t, HOLE_NEAR(constant));
}

STENCIL(">r") double const_pooled_f(void)
{
    return INSTANCE_FIELD(double, HOLE_NEAR(constant));
}

/* f32.const: the number with these bits. */
STENCIL(">r") float const_f32(void)
{
    return f32_from_bits(HOLE_U32(bits));
}

/* f64.const: the number with these bits. */
STENCIL(">r") double const_f64(void)
{
    return f64_from_bits(HOLE_U64(bits));
}

/* local.get of a slot near the frame's start, for x86-64: an i32. */
STENCIL(">r") uint32_t load_slot_short_i32(void)
{
    return SLOT(HOLE_SHORT(slot))->i32;
}

/* local.get of a slot near the frame's start, for x86-64: an i64 or a reference. */
STENCIL(">r") uint64_t load_slot_short_i64(void)
{
    return SLOT(HOLE_SHORT(slot))->i64;
}

/* local.get of a slot near the frame's start, for x86-64: an f32 or f64, all 64 bits as they are. */
STENCIL(">r") double load_slot_short_f(void)
{
    return SLOT(HOLE_SHORT(slot))->f64;
}

/* local.set of a slot near the frame's start, for x86-64: an integer or a reference. */
STENCIL("r>") void store_slot_short_i(uint64_t value)
{
    SLOT(HOLE_SHORT(slot))->i64 = value;
}

/* local.set of a slot near the frame's start, for x86-64: an f32 or f64, all 64 bits as they are. */
STENCIL("r>") void store_slot_short_f(double value)
{
    SLOT(HOLE_SHORT(slot))->f64 = value;
}

/* local.get beyond the limit for slots: an integer or a reference. */
STENCIL(">r") int64_t load_slot_far_i(void)
{
    return SLOT(HOLE_OFFSET(slot))->i64;
}

/* local.set beyond the limit for slots: an integer or a reference. */
STENCIL("r>") void store_slot_far_i(int64_t value)
{
    SLOT(HOLE_OFFSET(slot))->i64 = value;
}

/* local.get beyond the limit for slots: an f32 or f64, all 64 bits as they are. */
STENCIL(">r") double load_slot_far_f(void)
{
    return SLOT(HOLE_OFFSET(slot))->f64;
}

/* local.set beyond the limit for slots: an f32 or f64, all 64 bits as they are. */
STENCIL("r>") void store_slot_far_f(double value)
{
    SLOT(HOLE_OFFSET(slot))->f64 = value;
}
