/*
 * stenciljit_reference.h - a stencil set as an ordinary shared library, to test stencils against.
 *
 *     cc -O1 -fPIC -shared -DSTENCILJIT_REFERENCE -Istencils/include stencils/wasm/[a-z]*.c -lm -o libwasm.so
 *
 * Every micro-op is exported under its own name. A test gives values to pinned pointers (the variables
 * `stenciljit_pinned_<name>`) and holes (`stenciljit_reference_set`), then runs a micro-op by `stenciljit_reference_run`
 * and reads how it ended from `stenciljit_reference_outcome`. One thread at a time.
 */
#ifndef STENCILJIT_REFERENCE_H
#define STENCILJIT_REFERENCE_H

#include <setjmp.h>
#include <string.h>

/* ---- What the test sees; weak, as each file of a set defines it and the linker keeps one -------------------------- */

#define STENCILJIT_SHARED __attribute__((weak, visibility("default")))

enum { STENCILJIT_REFERENCE_HOLES = 16 };

struct stenciljit_reference_hole {
    const char *name;
    uint64_t value;
};

/* How a micro-op ended: `way` is "continue", "jump", "trap", "return" or "exit", `name` its label or trap. */
struct stenciljit_reference_outcome {
    const char *way;
    const char *name;
    const char *missing; /* a hole that was read and has no value, for the test to complain of */
    uint64_t calls;      /* how often it called stitched code, which is taken to return at once */
};

STENCILJIT_SHARED struct stenciljit_reference_hole stenciljit_reference_holes[STENCILJIT_REFERENCE_HOLES];
STENCILJIT_SHARED struct stenciljit_reference_outcome stenciljit_reference_outcome;
STENCILJIT_SHARED jmp_buf stenciljit_reference_start;

/* Gives a hole its value; the name must stay where it is. NULL clears all holes. Answers whether there was room. */
STENCILJIT_SHARED int stenciljit_reference_set(const char *name, uint64_t value)
{
    if (name == NULL) {
        memset(stenciljit_reference_holes, 0, sizeof stenciljit_reference_holes);
        return 1;
    }
    for (int i = 0; i < STENCILJIT_REFERENCE_HOLES; i++) {
        struct stenciljit_reference_hole *hole = &stenciljit_reference_holes[i];
        if (hole->name == NULL || strcmp(hole->name, name) == 0) {
            *hole = (struct stenciljit_reference_hole){ name, value };
            return 1;
        }
    }
    return 0;
}

typedef uint64_t stenciljit_reference_integer(uint64_t, uint64_t, uint64_t, uint64_t, double, double, double, double);
typedef double stenciljit_reference_number(uint64_t, uint64_t, uint64_t, uint64_t, double, double, double, double);

/*
 * Runs a micro-op. Both calling conventions of 64-bit Linux hand out integer and floating-point registers on their own,
 * so that one call with four of each filled serves every signature; a 32-bit operand is the low half of its register.
 * The result is that of the integer register, or of the floating-point one if `is_float`.
 */
STENCILJIT_SHARED uint64_t stenciljit_reference_run(void *function, const uint64_t *integers, const double *floats,
                                                    int is_float)
{
    union { double number; uint64_t bits; } volatile result = { .bits = 0 };
    stenciljit_reference_outcome = (struct stenciljit_reference_outcome){ "continue", "", NULL, 0 };
    if (setjmp(stenciljit_reference_start) == 0) {
        if (is_float)
            result.number = ((stenciljit_reference_number *)function)(
                integers[0], integers[1], integers[2], integers[3], floats[0], floats[1], floats[2], floats[3]);
        else
            result.bits = ((stenciljit_reference_integer *)function)(
                integers[0], integers[1], integers[2], integers[3], floats[0], floats[1], floats[2], floats[3]);
    }
    return result.bits;
}

STENCILJIT_SHARED uint64_t stenciljit_reference_hole(const char *name)
{
    for (int i = 0; i < STENCILJIT_REFERENCE_HOLES && stenciljit_reference_holes[i].name != NULL; i++)
        if (strcmp(stenciljit_reference_holes[i].name, name) == 0)
            return stenciljit_reference_holes[i].value;
    stenciljit_reference_outcome.missing = name;
    return 0;
}

__attribute__((noreturn)) STENCILJIT_SHARED void stenciljit_reference_leave(const char *way, const char *name)
{
    stenciljit_reference_outcome.way = way;
    stenciljit_reference_outcome.name = name;
    longjmp(stenciljit_reference_start, 1);
}

/* ---- The authoring macros in terms of it ---------------------------------------------------------------------- */

#undef STENCIL
#undef STENCIL_SPILLED
#undef ENTRY
#define STENCIL(placements) __attribute__((visibility("default")))
#define STENCIL_SPILLED(placements) __attribute__((visibility("default")))
#define ENTRY __attribute__((visibility("default")))

#undef PINNED
#define PINNED(name, type)                                                                                             \
    STENCILJIT_SHARED void *stenciljit_pinned_##name;                                                                  \
    static inline type name(void) { return (type)stenciljit_pinned_##name; }                                           \
    __attribute__((unused)) static inline void set_##name(type value) { stenciljit_pinned_##name = (void *)value; }

#undef STENCILJIT_HOLE
#define STENCILJIT_HOLE(type, kind, name) ((type)stenciljit_reference_hole(#name))

#undef JUMP
#undef JUMP_POINTER
#undef TRAP
#undef RETURN
#undef EXIT
#undef SAVE_EXIT
#define JUMP(label) stenciljit_reference_leave("jump", #label)
#define JUMP_POINTER(address) ((void)(address), stenciljit_reference_leave("jump", ""))
#define TRAP(name) stenciljit_reference_leave("trap", #name)
#define RETURN() stenciljit_reference_leave("return", "")
#define EXIT(exit) stenciljit_reference_leave("exit", "")
#define SAVE_EXIT(exit) ((void)(exit))

#undef CALL
#undef CALL_POINTER
#undef ENTER
#define CALL(label) ((void)stenciljit_reference_outcome.calls++)
#define CALL_POINTER(address) ((void)(address), (void)stenciljit_reference_outcome.calls++)
#define ENTER(code, ...) stenciljit_reference_enter(code, __VA_ARGS__)
static inline void stenciljit_reference_enter(const void *code, ...)
{
    (void)code; /* there is no stitched code to enter */
}

#endif
