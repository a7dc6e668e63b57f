/*
 * A calculator: the smallest set that computes something. Variables are slots of 64 bits in a frame that the host
 * provides; slot 0 tells how a program ended. A program is stitched from the operations below and ends in `done`:
 *
 *     move slot 2 -> r      multiply r, 10      add r, slot 1      move r -> slot 1      done
 */
#include "stenciljit.h"

STENCIL_SET("calc", "frame", 4, 4)
PINNED(frame, int64_t *)

/* What the host calls: runs the program at `code` on the variables at `slots`. */
ENTRY void run(const void *code, int64_t *slots)
{
    ENTER(code, slots);
}

/* Brings a constant or a variable into a register, or a register into a variable. */
STENCIL("i>r s>r r>s") int64_t move(int64_t value)
{
    return value;
}

/* Adds; like all arithmetic here it wraps, which C promises for unsigned integers only. */
STENCIL(BINARY) uint64_t add(uint64_t a, uint64_t b)
{
    return a + b;
}

/* Subtracts the second operand from the first one. */
STENCIL(BINARY) uint64_t subtract(uint64_t a, uint64_t b)
{
    return a - b;
}

/* Multiplies. */
STENCIL(BINARY) uint64_t multiply(uint64_t a, uint64_t b)
{
    return a * b;
}

/* Divides towards zero; a division by zero leaves the program. The likely path stands first. */
STENCIL(BINARY) int64_t divide(int64_t a, int64_t b)
{
    if (LIKELY(b != 0))
        CONTINUE b == -1 ? (int64_t)-(uint64_t)a : a / b;
    TRAP(division_by_zero);
}

/* Goes on at a label where the value is not zero (>?) or is zero (>!): all that loops and conditions need. */
STENCIL("r>? r>!") int32_t is_true(int64_t value)
{
    return value != 0;
}

/* Ends the program: back to the host. */
STENCIL(">") void done(void)
{
    frame()[0] = 0;
    RETURN();
}

/* Ends the program with an outcome other than 0; the host registers one for every trap. */
STENCIL(">") void fail(void)
{
    frame()[0] = HOLE_I32(outcome);
    RETURN();
}
