/* Linear memory: WebAssembly core specification, 4.4.7. */
#include "wasm.h"

/*
 * An access of `size` bytes at `address + offset` needs address + end <= memory size, where end = offset + size. Both
 * are below 2^32, and summed up in 64 bits: an address is an i32 and nothing else, whatever its slot held before.
 */
#define IN_BOUNDS(address) LIKELY((address) + HOLE_OFFSET(end) <= instance()->memory_size)
#define IN_BOUNDS_NEAR(address) LIKELY((address) + HOLE_NEAR(end) <= instance()->memory_size)

/* WebAssembly allows any alignment and keeps types in one memory apart from none. */
#define VALUE_AT(type, place)                                                                                          \
    (((struct {                                                                                                        \
         type value;                                                                                                   \
     } __attribute__((packed, may_alias)) *)(place))                                                                   \
         ->value)
#define MEMORY_AT(type, address) VALUE_AT(type, memory() + (address))
#define MEMORY(type, address) MEMORY_AT(type, (address) + HOLE_OFFSET(offset))
#define MEMORY_NEAR(type, address) MEMORY_AT(type, (address) + HOLE_NEAR(offset))
#define MEMORY_SHORT(type, address) MEMORY_AT(type, (address) + HOLE_SHORT(offset))
/* Put between the parts of an offset: else LLVM adds them up and takes apart what it sees, differently for other numbers. */
#define PAGE_OF(address)                                                                                               \
    (__extension__({                                                                                                   \
        uint8_t *page = memory() + (address) + HOLE_PAGES(page);                                                       \
        __asm__("" : "+r"(page));                                                                                      \
        page;                                                                                                          \
    }))
#define MEMORY_FAR(type, address) VALUE_AT(type, PAGE_OF(address) + HOLE_NEAR(offset))

/*
 * A store that lies partly beyond the end must write nothing. x86-64 sees to that; AArch64 may write what lies before the end, and
 * fault then. So there the last byte is looked at first, wherever pages without access may be what stops the store.
 */
#define REACH_NEAR(stored, address)                                                                                    \
    if (sizeof(stored) > 1)                                                                                            \
    (void)*(const volatile uint8_t *)(memory() + (address) + HOLE_NEAR(last))
#define REACH_FAR(stored, address)                                                                                     \
    if (sizeof(stored) > 1)                                                                                            \
    (void)*(const volatile uint8_t *)(PAGE_OF(address) + HOLE_NEAR(last))
#if defined(__aarch64__)
#define REACH_BARE(stored, address)                                                                                    \
    if (sizeof(stored) > 1)                                                                                            \
    (void)*(const volatile uint8_t *)(memory() + (address) + (sizeof(stored) - 1))
#define REACH(stored, address)                                                                                         \
    if (sizeof(stored) > 1)                                                                                            \
    (void)*(const volatile uint8_t *)(memory() + (address) + HOLE_OFFSET(offset) + (sizeof(stored) - 1))
#else
#define REACH_BARE(stored, address) (void)0
#define REACH(stored, address) (void)0
#endif

/*
 * Each instruction is eight micro-ops. That of its name checks the bounds. `_unchecked` leaves them to pages without
 * access behind the memory: the address is an i32 that fills its register zero-extended, so that with the offset it
 * reaches less than 6 GiB beyond the base. `_bare` is the same without an offset, `_short` for x86-64 and offsets that take a byte
 * there. `_near_checked` and `_near` are the first two for AArch64 and offsets that it has room for in the access; `last` is that of
 * the last byte. `_far` is `_unchecked` for offsets below 16 MiB, in two parts. Nobody stitches them where they are not for, though
 * they have to exist. `_at` is for an address that is known and needs no check; it is the offset.
 */
#define LOAD_AS(name, checked, unchecked, type, stored)                                                                \
    STENCIL(checked) type name(uint32_t address)                                                                       \
    {                                                                                                                  \
        if (IN_BOUNDS(address))                                                                                        \
            CONTINUE MEMORY(stored, address);                                                                          \
        TRAP(out_of_bounds);                                                                                           \
    }                                                                                                                  \
    STENCIL(unchecked) type name##_unchecked(uint64_t address)                                                         \
    {                                                                                                                  \
        CONTINUE MEMORY(stored, address);                                                                              \
    }                                                                                                                  \
    STENCIL(unchecked) type name##_bare(uint64_t address)                                                              \
    {                                                                                                                  \
        CONTINUE MEMORY_AT(stored, address);                                                                           \
    }                                                                                                                  \
    STENCIL(unchecked) type name##_short(uint64_t address)                                                             \
    {                                                                                                                  \
        CONTINUE MEMORY_SHORT(stored, address);                                                                        \
    }                                                                                                                  \
    STENCIL(checked) type name##_near_checked(uint32_t address)                                                        \
    {                                                                                                                  \
        if (IN_BOUNDS_NEAR(address))                                                                                   \
            CONTINUE MEMORY_NEAR(stored, address);                                                                     \
        TRAP(out_of_bounds);                                                                                           \
    }                                                                                                                  \
    STENCIL(unchecked) type name##_near(uint64_t address)                                                              \
    {                                                                                                                  \
        CONTINUE MEMORY_NEAR(stored, address);                                                                         \
    }                                                                                                                  \
    STENCIL(unchecked) type name##_far(uint64_t address)                                                               \
    {                                                                                                                  \
        CONTINUE MEMORY_FAR(stored, address);                                                                          \
    }                                                                                                                  \
    STENCIL(">r") type name##_at(void)                                                                                 \
    {                                                                                                                  \
        CONTINUE MEMORY(stored, 0);                                                                                    \
    }

#define STORE_AS(name, checked, unchecked, type, stored)                                                               \
    STENCIL(checked) void name(uint32_t address, type value)                                                           \
    {                                                                                                                  \
        if (IN_BOUNDS(address)) {                                                                                      \
            MEMORY(stored, address) = (stored)value;                                                                   \
            CONTINUE;                                                                                                  \
        }                                                                                                              \
        TRAP(out_of_bounds);                                                                                           \
    }                                                                                                                  \
    STENCIL(unchecked) void name##_unchecked(uint64_t address, type value)                                             \
    {                                                                                                                  \
        REACH(stored, address);                                                                                        \
        MEMORY(stored, address) = (stored)value;                                                                       \
    }                                                                                                                  \
    STENCIL(unchecked) void name##_bare(uint64_t address, type value)                                                  \
    {                                                                                                                  \
        REACH_BARE(stored, address);                                                                                   \
        MEMORY_AT(stored, address) = (stored)value;                                                                    \
    }                                                                                                                  \
    STENCIL("rr>") void name##_short(uint64_t address, type value)                                                     \
    {                                                                                                                  \
        MEMORY_SHORT(stored, address) = (stored)value;                                                                 \
    }                                                                                                                  \
    STENCIL(checked) void name##_near_checked(uint32_t address, type value)                                            \
    {                                                                                                                  \
        if (IN_BOUNDS_NEAR(address)) {                                                                                 \
            MEMORY_NEAR(stored, address) = (stored)value;                                                              \
            CONTINUE;                                                                                                  \
        }                                                                                                              \
        TRAP(out_of_bounds);                                                                                           \
    }                                                                                                                  \
    STENCIL(unchecked) void name##_near(uint64_t address, type value)                                                  \
    {                                                                                                                  \
        REACH_NEAR(stored, address);                                                                                   \
        MEMORY_NEAR(stored, address) = (stored)value;                                                                  \
    }                                                                                                                  \
    STENCIL(unchecked) void name##_far(uint64_t address, type value)                                                   \
    {                                                                                                                  \
        REACH_FAR(stored, address);                                                                                    \
        MEMORY_FAR(stored, address) = (stored)value;                                                                   \
    }                                                                                                                  \
    STENCIL("r>") void name##_at(type value)                                                                           \
    {                                                                                                                  \
        MEMORY(stored, 0) = (stored)value;                                                                             \
    }

/* Where the address and what is loaded are, with and without a check. */
#define LOADED "r>r r>t s>r", "r>r r>t"
#define LOADED_FLOAT "r>r s>r", "r>r"
#define LOAD(name, placements, type, stored) LOAD_AS(name, placements, type, stored)

/* Where the address and the value to store are, with and without a check. No hole is an immediate of 8 or 16 bits: what
   a part of the value takes instead costs more than a register. */
#define STORED "rr> rs> ri>", "rr> ri>"
#define STORED_PART "rr> rs> ri>", "rr>"
#define STORED_WIDE "rr> rs> rj>", "rr> rj>"
#define STORED_WIDE_PART "rr> rs> rj>", "rr>"
#define STORED_FLOAT "rr> rs>", "rr>"
#define STORE(name, placements, type, stored) STORE_AS(name, placements, type, stored)

/* i32.load: loads 4 bytes. */
LOAD(i32_load, LOADED, uint32_t, uint32_t)

/* i64.load: loads 8 bytes. */
LOAD(i64_load, LOADED, uint64_t, uint64_t)

/* f32.load: loads 4 bytes, keeping the bits of NaNs. */
LOAD(f32_load, LOADED_FLOAT, float, float)

/* f64.load: loads 8 bytes, keeping the bits of NaNs. */
LOAD(f64_load, LOADED_FLOAT, double, double)

/* i32.load8_s: loads 1 byte, sign-extended. */
LOAD(i32_load8_s, LOADED, int32_t, int8_t)

/* i32.load8_u: loads 1 byte, zero-extended. */
LOAD(i32_load8_u, LOADED, uint32_t, uint8_t)

/* i32.load16_s: loads 2 bytes, sign-extended. */
LOAD(i32_load16_s, LOADED, int32_t, int16_t)

/* i32.load16_u: loads 2 bytes, zero-extended. */
LOAD(i32_load16_u, LOADED, uint32_t, uint16_t)

/* i64.load8_s: loads 1 byte, sign-extended. */
LOAD(i64_load8_s, LOADED, int64_t, int8_t)

/* i64.load8_u: loads 1 byte, zero-extended. */
LOAD(i64_load8_u, LOADED, uint64_t, uint8_t)

/* i64.load16_s: loads 2 bytes, sign-extended. */
LOAD(i64_load16_s, LOADED, int64_t, int16_t)

/* i64.load16_u: loads 2 bytes, zero-extended. */
LOAD(i64_load16_u, LOADED, uint64_t, uint16_t)

/* i64.load32_s: loads 4 bytes, sign-extended. */
LOAD(i64_load32_s, LOADED, int64_t, int32_t)

/* i64.load32_u: loads 4 bytes, zero-extended. */
LOAD(i64_load32_u, LOADED, uint64_t, uint32_t)

/* i32.store: stores 4 bytes. */
STORE(i32_store, STORED, uint32_t, uint32_t)

/* i64.store: stores 8 bytes. */
STORE(i64_store, STORED_WIDE, uint64_t, uint64_t)

/* f32.store: stores 4 bytes, keeping the bits of NaNs. */
STORE(f32_store, STORED_FLOAT, float, float)

/* f64.store: stores 8 bytes, keeping the bits of NaNs. */
STORE(f64_store, STORED_FLOAT, double, double)

/* i32.store8: stores the low byte. */
STORE(i32_store8, STORED_PART, uint32_t, uint8_t)

/* i32.store16: stores the low 2 bytes. */
STORE(i32_store16, STORED_PART, uint32_t, uint16_t)

/* i64.store8: stores the low byte. */
STORE(i64_store8, STORED_WIDE_PART, uint64_t, uint8_t)

/* i64.store16: stores the low 2 bytes. */
STORE(i64_store16, STORED_WIDE_PART, uint64_t, uint16_t)

/* i64.store32: stores the low 4 bytes. */
STORE(i64_store32, STORED_WIDE, uint64_t, uint32_t)

/*
 * Loads of an element of an array without a check, as `_unchecked`, `_short`, `_near` and `_far`: the index is so small that what i32.shl
 * makes of it has no more than 32 bits.
 */
#define ELEMENT(name, placements, type, stored)                                                                        \
    STENCIL(placements) type name##_element_short(uint64_t index)                                                      \
    {                                                                                                                  \
        CONTINUE MEMORY_SHORT(stored, index * sizeof(stored));                                                         \
    }                                                                                                                  \
    STENCIL(placements) type name##_element(uint64_t index)                                                            \
    {                                                                                                                  \
        CONTINUE MEMORY(stored, index * sizeof(stored));                                                               \
    }                                                                                                                  \
    STENCIL(placements) type name##_element_near(uint64_t index)                                                       \
    {                                                                                                                  \
        CONTINUE MEMORY_NEAR(stored, index * sizeof(stored));                                                          \
    }                                                                                                                  \
    STENCIL(placements) type name##_element_far(uint64_t index)                                                        \
    {                                                                                                                  \
        CONTINUE MEMORY_FAR(stored, index * sizeof(stored));                                                           \
    }
ELEMENT(i32_load, UNARY, uint32_t, uint32_t)
ELEMENT(i64_load, UNARY, uint64_t, uint64_t)
ELEMENT(f32_load, "r>r", float, float)
ELEMENT(f64_load, "r>r", double, double)
ELEMENT(i32_load16_s, UNARY, int32_t, int16_t)
ELEMENT(i32_load16_u, UNARY, uint32_t, uint16_t)

/*
 * Adds to an address what an access has more of offset than its holes can say. A sum beyond 32 bits is out of bounds of
 * any memory, so it traps here and what follows still works on an i32.
 */
STENCIL(UNARY) uint32_t address_add(uint32_t address)
{
    uint64_t sum = (uint64_t)address + HOLE_U32(addend);
    if (LIKELY(sum <= UINT32_MAX))
        CONTINUE (uint32_t)sum;
    TRAP(out_of_bounds);
}

/* memory.size: the size in pages of 64 KiB. */
STENCIL(">r") uint32_t memory_size(void)
{
    return (uint32_t)(instance()->memory_size >> 16);
}
