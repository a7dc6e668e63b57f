/*
 * References and tables: WebAssembly core specification, 4.4.2 and 4.4.6. The null reference is the null pointer.
 * `table` is the byte offset in the instance of the pointer to the table.
 */
#include "wasm.h"

/* ref.func: `function` is the byte offset in the instance of the pointer to the function. */
STENCIL(">r") void *ref_func(void)
{
    return INSTANCE_FIELD(void *, HOLE_OFFSET(function));
}

/* ref.is_null: whether the reference is null. */
STENCIL(TEST) int32_t ref_is_null(const void *reference)
{
    return reference == NULL;
}

/* table.get: the element at an index; traps out of bounds. */
STENCIL(UNARY) void *table_get(uint32_t index)
{
    const struct table *table = INSTANCE_FIELD(const struct table *, HOLE_OFFSET(table));
    if (LIKELY(index < table->length))
        CONTINUE table->elements[index];
    TRAP(out_of_bounds_table);
}

/* table.set: replaces the element at an index; traps out of bounds. */
STENCIL("rr>") void table_set(uint32_t index, void *reference)
{
    const struct table *table = INSTANCE_FIELD(const struct table *, HOLE_OFFSET(table));
    if (LIKELY(index < table->length)) {
        table->elements[index] = reference;
        CONTINUE;
    }
    TRAP(out_of_bounds_table);
}

/* table.size: the current number of elements. */
STENCIL(">r") uint32_t table_size(void)
{
    return (uint32_t)INSTANCE_FIELD(const struct table *, HOLE_OFFSET(table))->length;
}
