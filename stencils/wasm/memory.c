/* Linear memory: WebAssembly core specification, 4.4.7. */
#include "wasm.h"

/*
 * An access of `size` bytes at `address + offset` needs address + end <= memory size, where end = offset + size. Both
 * are below 2^32, and summed up in 64 bits: an address is an i32 and nothing else, whatever its slot held before.
 */
#define IN_BOUNDS(address) LIKELY((address) + HOLE_OFFSET(end) <= instance()->memory_size)

/* WebAssembly allows any alignment and keeps types in one memory apart from none. */
#define MEMORY(type, address)                                                                                          \
    (((struct {                                                                                                        \
         type value;                                                                                                   \
     } __attribute__((packed, may_alias)) *)(memory() + (address) + HOLE_OFFSET(offset)))                              \
         ->value)

#define LOAD "r>r r>t s>r"
#define LOAD_FLOAT "r>r s>r"
#define STORE "rr> rs> ri>"
#define STORE_WIDE "rr> rs> rj>"
#define STORE_FLOAT "rr> rs>"

/* i32.load: loads 4 bytes. */
STENCIL(LOAD) uint32_t i32_load(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(uint32_t, address);
    TRAP(out_of_bounds);
}

/* i64.load: loads 8 bytes. */
STENCIL(LOAD) uint64_t i64_load(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(uint64_t, address);
    TRAP(out_of_bounds);
}

/* f32.load: loads 4 bytes, keeping the bits of NaNs. */
STENCIL(LOAD_FLOAT) float f32_load(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(float, address);
    TRAP(out_of_bounds);
}

/* f64.load: loads 8 bytes, keeping the bits of NaNs. */
STENCIL(LOAD_FLOAT) double f64_load(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(double, address);
    TRAP(out_of_bounds);
}

/* i32.load8_s: loads 1 byte, sign-extended. */
STENCIL(LOAD) int32_t i32_load8_s(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(int8_t, address);
    TRAP(out_of_bounds);
}

/* i32.load8_u: loads 1 byte, zero-extended. */
STENCIL(LOAD) uint32_t i32_load8_u(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(uint8_t, address);
    TRAP(out_of_bounds);
}

/* i32.load16_s: loads 2 bytes, sign-extended. */
STENCIL(LOAD) int32_t i32_load16_s(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(int16_t, address);
    TRAP(out_of_bounds);
}

/* i32.load16_u: loads 2 bytes, zero-extended. */
STENCIL(LOAD) uint32_t i32_load16_u(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(uint16_t, address);
    TRAP(out_of_bounds);
}

/* i64.load8_s: loads 1 byte, sign-extended. */
STENCIL(LOAD) int64_t i64_load8_s(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(int8_t, address);
    TRAP(out_of_bounds);
}

/* i64.load8_u: loads 1 byte, zero-extended. */
STENCIL(LOAD) uint64_t i64_load8_u(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(uint8_t, address);
    TRAP(out_of_bounds);
}

/* i64.load16_s: loads 2 bytes, sign-extended. */
STENCIL(LOAD) int64_t i64_load16_s(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(int16_t, address);
    TRAP(out_of_bounds);
}

/* i64.load16_u: loads 2 bytes, zero-extended. */
STENCIL(LOAD) uint64_t i64_load16_u(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(uint16_t, address);
    TRAP(out_of_bounds);
}

/* i64.load32_s: loads 4 bytes, sign-extended. */
STENCIL(LOAD) int64_t i64_load32_s(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(int32_t, address);
    TRAP(out_of_bounds);
}

/* i64.load32_u: loads 4 bytes, zero-extended. */
STENCIL(LOAD) uint64_t i64_load32_u(uint32_t address)
{
    if (IN_BOUNDS(address))
        CONTINUE MEMORY(uint32_t, address);
    TRAP(out_of_bounds);
}

/* i32.store: stores 4 bytes. */
STENCIL(STORE) void i32_store(uint32_t address, uint32_t value)
{
    if (IN_BOUNDS(address)) {
        MEMORY(uint32_t, address) = value;
        CONTINUE;
    }
    TRAP(out_of_bounds);
}

/* i64.store: stores 8 bytes. */
STENCIL(STORE_WIDE) void i64_store(uint32_t address, uint64_t value)
{
    if (IN_BOUNDS(address)) {
        MEMORY(uint64_t, address) = value;
        CONTINUE;
    }
    TRAP(out_of_bounds);
}

/* f32.store: stores 4 bytes, keeping the bits of NaNs. */
STENCIL(STORE_FLOAT) void f32_store(uint32_t address, float value)
{
    if (IN_BOUNDS(address)) {
        MEMORY(float, address) = value;
        CONTINUE;
    }
    TRAP(out_of_bounds);
}

/* f64.store: stores 8 bytes, keeping the bits of NaNs. */
STENCIL(STORE_FLOAT) void f64_store(uint32_t address, double value)
{
    if (IN_BOUNDS(address)) {
        MEMORY(double, address) = value;
        CONTINUE;
    }
    TRAP(out_of_bounds);
}

/* i32.store8: stores the low byte. */
STENCIL(STORE) void i32_store8(uint32_t address, uint32_t value)
{
    if (IN_BOUNDS(address)) {
        MEMORY(uint8_t, address) = (uint8_t)value;
        CONTINUE;
    }
    TRAP(out_of_bounds);
}

/* i32.store16: stores the low 2 bytes. */
STENCIL(STORE) void i32_store16(uint32_t address, uint32_t value)
{
    if (IN_BOUNDS(address)) {
        MEMORY(uint16_t, address) = (uint16_t)value;
        CONTINUE;
    }
    TRAP(out_of_bounds);
}

/* i64.store8: stores the low byte. */
STENCIL(STORE_WIDE) void i64_store8(uint32_t address, uint64_t value)
{
    if (IN_BOUNDS(address)) {
        MEMORY(uint8_t, address) = (uint8_t)value;
        CONTINUE;
    }
    TRAP(out_of_bounds);
}

/* i64.store16: stores the low 2 bytes. */
STENCIL(STORE_WIDE) void i64_store16(uint32_t address, uint64_t value)
{
    if (IN_BOUNDS(address)) {
        MEMORY(uint16_t, address) = (uint16_t)value;
        CONTINUE;
    }
    TRAP(out_of_bounds);
}

/* i64.store32: stores the low 4 bytes. */
STENCIL(STORE_WIDE) void i64_store32(uint32_t address, uint64_t value)
{
    if (IN_BOUNDS(address)) {
        MEMORY(uint32_t, address) = (uint32_t)value;
        CONTINUE;
    }
    TRAP(out_of_bounds);
}

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
