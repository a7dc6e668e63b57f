/*
 * stenciljit.h - the authoring header of StencilJit.
 *
 * A stencil set is a handful of .c files that include this header. Each micro-op is an ordinary C function of its
 * operands; the toolchain compiles it once per placement of those operands and turns what is known only at run time
 * into holes of the machine code. Nothing here needs a special compiler front end: clangd, -fsyntax-only and any C
 * debugger see plain C.
 *
 * The smallest set:
 *
 *     #include "stenciljit.h"
 *     STENCIL_SET("demo", "frame", 8, 8)
 *     PINNED(frame, union slot *)
 *
 *     // Adds two integers, wrapping.
 *     STENCIL(BINARY) int64_t add(int64_t a, int64_t b) { return (int64_t)((uint64_t)a + (uint64_t)b); }
 *
 * What may be an operand or a result: int32_t, uint32_t, int64_t, uint64_t, float, double and pointers. Anything else
 * is refused at the line of the function.
 */
#ifndef STENCILJIT_H
#define STENCILJIT_H

#include <stddef.h>
#include <stdint.h>

/* ---- The set ------------------------------------------------------------------------------------------------- */

/*
 * Declares the set, once, in one of its files: its name, the names of its pinned pointers in order (the first one is
 * the frame, the base of all slots), and how many integer and floating-point registers operands
 * can be in: 1, 2, 4 or 8 of each.
 */
#define STENCIL_SET(name, pinned, integers, floats)                                                                    \
    __attribute__((used)) const char stenciljit_set[] = name ";" pinned ";" #integers ";" #floats;

/*
 * Declares typed access to one pinned pointer that STENCIL_SET names: `frame()` reads it, `set_frame(p)` changes it
 * for every stencil that follows.
 */
#define PINNED(name, type)                                                                                             \
    void *stenciljit_get_##name(void);                                                                                 \
    void stenciljit_set_##name(void *);                                                                                \
    static inline type name(void) { return (type)stenciljit_get_##name(); }                                            \
    __attribute__((unused)) static inline void set_##name(type value) { stenciljit_set_##name((void *)value); }

/* ---- Micro-ops and their placements -------------------------------------------------------------------------- */

/*
 * Marks a function as a micro-op and lists the placements that a stencil is made for, separated by blanks.
 * A placement is one letter an operand, '>', and the place of the result:
 *
 *     r  in a register            s  in a frame slot            i  an immediate, known when stitching
 *                                                               j  the same for 64 bits, sign-extended from 32
 *                                                               n  a count of bits: from 0 to 31, of a 64-bit operand to 63
 *     >r result to a register     >s result to a frame slot     >t result in an operand's place
 *     >? no result: jumps to the label `target` where the result is not zero; >! where it is zero
 *
 * Which registers these are is chosen when stitching: the code is compiled once. The result of >r has a register of its
 * own, which no operand of its class (integers and pointers, floating-point numbers) may share, while operands may share
 * theirs. With >t it replaces an operand: the first one, if that is in a slot; otherwise the first one of the result's
 * class that is in a register, which no other operand may share. All other operands are the same afterwards.
 *
 * A 32-bit integer in a register is zero-extended; of a float, the low 32 bits count.
 *
 * A function without result is written with '>' alone. Example: "rr>r rr>t ri>r ri>t rr>? rr>!".
 */
#define STENCIL(placements) __attribute__((used, annotate("stenciljit.stencil:" placements)))

/* The usual lists. */
#define UNARY "r>r r>t"
#define BINARY "rr>r rr>t rs>t ri>r ri>t"
#define BINARY_REGISTERS "rr>r rr>t rs>t"
/* Of a count modulo the width: as an immediate it is taken modulo the width when stitching. */
#define SHIFT "rr>r rr>t rs>t rn>r rn>t"
#define COMPARE BINARY " rr>? rs>? ri>? rr>! rs>! ri>!"
/* Of floating-point numbers, whose place the result cannot take. */
#define COMPARE_REGISTERS "rr>r rs>r rr>? rs>? rr>! rs>!"

/*
 * The same for a micro-op that calls: C helpers, other stitched code. Registers that hold operands do not survive it,
 * so the runtime spills them first; it may use a stack frame.
 */
#define STENCIL_SPILLED(placements) __attribute__((used, annotate("stenciljit.spilled:" placements)))

/* ---- Holes: values known when stitching ---------------------------------------------------------------------- */

#define STENCILJIT_HOLE(type, kind, name)                                                                              \
    (__extension__({                                                                                                   \
        extern __attribute__((const, nothrow)) type stenciljit_hole_##kind##_##name(void);                             \
        stenciljit_hole_##kind##_##name();                                                                             \
    }))

/* Any 32-bit value. */
#define HOLE_I32(name) STENCILJIT_HOLE(int32_t, i32, name)
#define HOLE_U32(name) STENCILJIT_HOLE(uint32_t, u32, name)
/* Any 64-bit value. */
#define HOLE_I64(name) STENCILJIT_HOLE(int64_t, i64, name)
#define HOLE_U64(name) STENCILJIT_HOLE(uint64_t, u64, name)
/* A displacement from 0 to 2^31-1; cheaper than HOLE_U64 as it folds into addresses. */
#define HOLE_OFFSET(name) STENCILJIT_HOLE(uint64_t, offset, name)
/*
 * A number from 0 to 4095, as a displacement a multiple of the size of what is accessed there: on AArch64 it is part of the
 * access, the addition or the comparison, where other holes take two instructions of their own.
 */
#define HOLE_NEAR(name) STENCILJIT_HOLE(uint64_t, near, name)
/*
 * A number from 0 to 127, as a displacement on AArch64 a multiple of the size of what is accessed there: on x86-64 a byte of the
 * instruction where other numbers take four.
 */
#define HOLE_SHORT(name) STENCILJIT_HOLE(uint64_t, short, name)
/* A number from -128 to 127: on x86-64 a byte of the instruction, if it is the last one of the stencil. */
#define HOLE_I8(name) STENCILJIT_HOLE(int32_t, i8, name)
/* A displacement below 2^24 that is a multiple of 4096: on AArch64 one addition, with HOLE_NEAR for what is left. */
#define HOLE_PAGES(name) STENCILJIT_HOLE(uint64_t, pages, name)
/* The byte offset of a frame slot, a multiple of 8 from 0 to the set's limit for slots (at least 16,376). */
#define HOLE_SLOT(name) STENCILJIT_HOLE(uint64_t, slot, name)
/* The address of something outside stitched code. */
#define HOLE_ADDRESS(name, type) ((type)STENCILJIT_HOLE(void *, address, name))

/*
 * `a` - `number`, where the number is a hole that is part of the instruction. On x86-64 LLVM would add its opposite, which is no
 * hole's value.
 */
#if defined(__x86_64__)
#define SUBTRACT(a, number)                                                                                            \
    (__extension__({                                                                                                   \
        __typeof__(a) difference = (a);                                                                                \
        __asm__("sub %1, %0" : "+r"(difference) : "ri"((__typeof__(a))(number)));                                      \
        difference;                                                                                                    \
    }))
#else
#define SUBTRACT(a, number) ((a) - (number))
#endif

/* ---- Where a stencil goes next ------------------------------------------------------------------------------- */

/* Goes on with the stencil that follows: costs nothing. Put the likely path first. CONTINUE(value) gives the result. */
#define CONTINUE return

#define STENCILJIT_LEAVE(function)                                                                                     \
    do {                                                                                                               \
        extern __attribute__((noreturn, nothrow)) void function(void);                                                 \
        function();                                                                                                    \
    } while (0)

/* Goes on at a label, bound when stitching. Write it as the unlikely path: if (LIKELY(ok)) CONTINUE; JUMP(target); */
#define JUMP(label) STENCILJIT_LEAVE(stenciljit_jump_##label)
/* Goes on at an address in stitched code, such as that of a label, with all registers as they are. */
#define JUMP_POINTER(address)                                                                                          \
    do {                                                                                                               \
        extern __attribute__((noreturn, nothrow)) void stenciljit_jump_pointer(const void *);                          \
        stenciljit_jump_pointer(address);                                                                              \
    } while (0)
/* Leaves to the code that the runtime registered for this trap; the set's traps become the enumeration `Trap`. */
#define TRAP(name) STENCILJIT_LEAVE(stenciljit_trap_##name)
/* Returns to the stitched code that reached this one through CALL. Pinned pointers must be those of the entry. */
#define RETURN() STENCILJIT_LEAVE(stenciljit_return)

/*
 * Calls stitched code at a label or an address, with the pinned pointers as they are now; it leaves them as its
 * RETURN finds them. Only in STENCIL_SPILLED.
 */
#define CALL(label)                                                                                                    \
    do {                                                                                                               \
        extern void stenciljit_call_##label(void);                                                                     \
        stenciljit_call_##label();                                                                                     \
    } while (0)
#define CALL_POINTER(address)                                                                                          \
    do {                                                                                                               \
        extern void stenciljit_call_pointer(const void *);                                                             \
        stenciljit_call_pointer(address);                                                                              \
    } while (0)

#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/* ---- Entering and leaving ------------------------------------------------------------------------------------ */

/*
 * Marks the entry thunk: a plain C function that the host calls. ENTER(code, p0, p1, ...) inside it runs stitched code
 * with the given pinned pointers and comes back when that code returns or exits; nothing of the thunk's own state but
 * `volatile` locals may be relied on after it, for an exit does not restore registers.
 */
#define ENTRY __attribute__((used, annotate("stenciljit.entry:")))
#define ENTER(code, ...)                                                                                               \
    do {                                                                                                               \
        extern void stenciljit_enter(const void *, ...);                                                               \
        stenciljit_enter(code, __VA_ARGS__);                                                                           \
    } while (0)

/* Where EXIT goes: the stack and return address of the code that SAVE_EXIT ran in. */
struct stenciljit_exit {
    void *stack;
    void *address;
};

/*
 * SAVE_EXIT(e) records the return address of the running stitched code; EXIT(e) returns there from any depth of CALLs,
 * as if the code that saved it had returned. C has no word for either, so each is two or three instructions.
 */
#if defined(__x86_64__)
#define SAVE_EXIT(exit) __asm__ volatile("movq %%rsp, %0" : "=m"((exit)->stack) : : "memory")
#define EXIT(exit)                                                                                                     \
    do {                                                                                                               \
        __asm__ volatile("movq %0, %%rsp\n\tretq" : : "m"((exit)->stack) : "memory");                                  \
        __builtin_unreachable();                                                                                       \
    } while (0)
#elif defined(__aarch64__)
#define SAVE_EXIT(exit)                                                                                                \
    __asm__ volatile("mov x9, sp\n\tstr x9, %0\n\tstr x30, %1"                                                         \
                     : "=m"((exit)->stack), "=m"((exit)->address)                                                      \
                     :                                                                                                 \
                     : "x9", "memory")
#define EXIT(exit)                                                                                                     \
    do {                                                                                                               \
        __asm__ volatile("ldr x9, %0\n\tldr x30, %1\n\tmov sp, x9\n\tret"                                              \
                         :                                                                                             \
                         : "m"((exit)->stack), "m"((exit)->address)                                                    \
                         : "x9", "memory");                                                                            \
        __builtin_unreachable();                                                                                       \
    } while (0)
#else
#error "stenciljit.h: SAVE_EXIT and EXIT are not written for this architecture"
#endif

/* ---- Reference build ----------------------------------------------------------------------------------------- */

/*
 * With STENCILJIT_REFERENCE the same sources make an ordinary shared library that tests compare stencils with: holes
 * and pinned pointers are read from, and every way out is reported to, functions that the test provides.
 */
#ifdef STENCILJIT_REFERENCE
#include "stenciljit_reference.h"
#endif

#endif
