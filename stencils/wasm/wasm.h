/*
 * The state that stitched WebAssembly code works on. The managed side mirrors these structures byte for byte
 * (runtime/StencilJit.Wasm/Native); change both together.
 */
#ifndef WASM_H
#define WASM_H

#include "stenciljit.h"

/* Further lists of placements. */
/* Not for ops on a part of the operand: LLVM would load that part alone, whose offsets reach less far on AArch64. */
#define UNARY_SLOT UNARY " s>r"
/* From integers to floating-point numbers or back. */
#define CONVERSION "r>r s>r"
#define TEST UNARY_SLOT " r>? s>? r>! s>!"
/* 64-bit operands take immediates that fit 32 bits, sign-extended: x86-64 has no other ones outside of moves. */
#define BINARY_WIDE "rr>r rr>t rs>t rj>r rj>t"
#define COMPARE_WIDE BINARY_WIDE " rr>? rs>? rj>? rr>! rs>! rj>!"

/* Read-modify-write: the first operand is a slot, and stays there. */
#define UPDATE " si>t sr>t"
#define UPDATE_WIDE " sj>t sr>t"

/*
 * Instructions whose second operand is a number from 0 to 4095, which AArch64 has room for or loads in one instruction. On x86-64,
 * where they have to exist, nobody stitches them. The other comparisons, and branches where one does not hold, are these with a
 * number that is one more or less.
 */
#define NEAR_BINARY(name, type, operator)                                                                              \
    STENCIL(UNARY) type name##_near(type a)                                                                            \
    {                                                                                                                  \
        return a operator(type) HOLE_NEAR(b);                                                                          \
    }
#define NEAR_COMPARE(name, type, operator)                                                                             \
    STENCIL(UNARY " r>?") int32_t name##_near(type a)                                                                  \
    {                                                                                                                  \
        return a operator(type) HOLE_NEAR(b);                                                                          \
    }
#define NEAR_INSTRUCTIONS(prefix, type, signed_type)                                                                   \
    NEAR_BINARY(prefix##_add, type, +)                                                                                 \
    NEAR_BINARY(prefix##_sub, type, -)                                                                                 \
    NEAR_BINARY(prefix##_and, type, &)                                                                                 \
    NEAR_BINARY(prefix##_or, type, |)                                                                                  \
    NEAR_BINARY(prefix##_xor, type, ^)                                                                                 \
    NEAR_COMPARE(prefix##_eq, type, ==)                                                                                \
    NEAR_COMPARE(prefix##_ne, type, !=)                                                                                \
    NEAR_COMPARE(prefix##_lt_s, signed_type, <)                                                                        \
    NEAR_COMPARE(prefix##_lt_u, type, <)                                                                               \
    NEAR_COMPARE(prefix##_gt_s, signed_type, >)                                                                        \
    NEAR_COMPARE(prefix##_gt_u, type, >)

/*
 * Those with a number that x86-64 has a byte for; on AArch64, where they have to exist, nobody stitches them.
 */
#define SHORT_INSTRUCTIONS(prefix, type, signed_type)                                                                  \
    STENCIL(UNARY) type prefix##_add_short(type a)                                                                     \
    {                                                                                                                  \
        return a + (type)HOLE_I8(b);                                                                                   \
    }                                                                                                                  \
    SHORT_COMPARE(prefix##_eq, type, ==)                                                                               \
    SHORT_COMPARE(prefix##_ne, type, !=)                                                                               \
    SHORT_COMPARE(prefix##_lt_s, signed_type, <)                                                                       \
    SHORT_COMPARE(prefix##_lt_u, type, <)                                                                              \
    SHORT_COMPARE(prefix##_gt_s, signed_type, >)                                                                       \
    SHORT_COMPARE(prefix##_gt_u, type, >)
#define SHORT_COMPARE(name, type, operator)                                                                            \
    STENCIL("r>?") int32_t name##_short(type a)                                                                        \
    {                                                                                                                  \
        return a operator(type) HOLE_SHORT(b);                                                                         \
    }

/*
 * A frame slot: a local or an operand. Of an i32 or f32 only the low half counts: the other one holds anything. A
 * reference is the address of a struct function, or a host object's handle.
 */
union slot {
    int32_t i32;
    int64_t i64;
    float f32;
    double f64;
    void *reference;
};

struct instance;

/* A function as a reference: what table elements, ref.func and calls of imports go through. */
struct function {
    const void *code;          /*  0: stitched code; expects its arguments in the first slots of its frame */
    struct instance *instance; /*  8: the instance whose state it runs on; for a host function, its own struct */
    uint8_t *memory;           /* 16: base of that instance's memory; never moves */
    uint32_t type;             /* 24: the canonical number of its type, equal for equal types in the process */
    uint32_t host;             /* 28: for a host function, its handle */
};

/* A table of references. */
struct table {
    void **elements; /* 0 */
    uint64_t length; /* 8: current number of elements */
};

/* What a .NET helper gets: the instance, an immediate, and the operands' slots, which take the results too.
   It answers 0, or anything else after it stored the trap in the context. */
typedef uint32_t helper(struct instance *, uint64_t immediate, union slot *operands);

/* What one thread of execution shares over all instances it runs. */
struct context {
    struct stenciljit_exit exit; /*  0: where a trap leaves to */
    uint8_t *stack_limit;        /* 16: end of the value stack that frames live in */
    uint32_t trap;               /* 24: the trap that was taken, 0 for none */
    uint32_t pending;            /* 28: which of the functions that its instance's module does not import is to be compiled */
    helper *const *helpers;      /* 32: callbacks into .NET, by number */
    helper *host_call;           /* 40: calls the host function whose pseudo-instance it is given */
    const void *compiled;        /* 48: the code of the function that was compiled when it was called */
};

/* An instance: followed in memory by what its module declares, reached through byte offsets that the compiler knows. */
struct instance {
    uint64_t memory_size;     /*  0: bytes of memory 0 */
    uint8_t *memory_base;     /*  8 */
    struct context *context;  /* 16 */
    uint64_t host;            /* 24: for a host function's pseudo-instance, its handle */
};

PINNED(frame, union slot *)
PINNED(memory, uint8_t *)
PINNED(instance, struct instance *)

/* The slot at a byte offset from the frame. */
#define SLOT(offset) ((union slot *)((uint8_t *)frame() + (offset)))
/* What the instance holds at a byte offset: pointers to global cells, tables and functions follow the fixed part. */
#define INSTANCE_FIELD(type, offset) (*(type *)((uint8_t *)instance() + (offset)))

#endif
