/* Functions, calls, branches: WebAssembly core specification, 4.4.8 to 4.4.10. */
#include "wasm.h"

STENCIL_SET("wasm", "frame memory instance", 8, 8)

/*
 * The .NET side calls this to run a function: `code` is the stitched block `run`, which the runtime emits once.
 * The first word of the frame holds the function to call; arguments and results share the slots after it.
 */
ENTRY void enter(const void *code, union slot *stack, uint8_t *memory, struct instance *instance)
{
    ENTER(code, stack, memory, instance);
}

/* Remembers where traps leave to; the first stencil of the block that `enter` runs. */
STENCIL(">") void run_enter(void)
{
    SAVE_EXIT(&instance()->context->exit);
}

/* Calls the function in the frame's first slot with the frame that starts behind it. */
STENCIL_SPILLED(">") void run_call(void)
{
    const struct function *function = frame()->reference;
    set_frame(frame() + 1);
    CALL_POINTER(function->code);
}

/* Returns to .NET or to the calling stitched code. Results are in the first slots of the frame. */
STENCIL(">") void function_return(void)
{
    RETURN();
}

/* Leaves to .NET with a trap code; one is emitted for every trap. */
STENCIL(">") void trap_exit(void)
{
    instance()->context->trap = HOLE_U32(code);
    EXIT(&instance()->context->exit);
}

/* Leaves to .NET with the trap that a helper stored. */
STENCIL(">") void trap_exit_stored(void)
{
    EXIT(&instance()->context->exit);
}

/* Start of a function: `size` is the bytes of its frame. */
STENCIL(">") void function_enter(void)
{
    if (LIKELY((uint8_t *)frame() + HOLE_OFFSET(size) <= instance()->context->stack_limit))
        CONTINUE;
    TRAP(call_stack_exhausted);
}

/* Sets one local to zero. */
STENCIL(">") void zero_slot(void)
{
    SLOT(HOLE_SLOT(slot))->i64 = 0;
}

/* Sets `count` slots to zero, for functions with many locals. */
STENCIL(">") void zero_slots(void)
{
    union slot *slot = SLOT(HOLE_OFFSET(first));
    union slot *end = slot + HOLE_OFFSET(count);
    /* Most functions have a dozen: what a vector loop needs to start costs more than it saves. */
#pragma clang loop vectorize(disable) unroll(disable)
    do
        (slot++)->i64 = 0;
    while (slot != end);
}

/* Goes on at a label. */
STENCIL(">") void jump(void)
{
    JUMP(target);
}

/* unreachable */
STENCIL(">") void unreachable(void)
{
    TRAP(unreachable);
}

/* br_if on any i32: jumps where it is not zero (jump_if >?) or zero (>!). */
STENCIL("r>? s>? r>! s>!") int32_t jump_if(int32_t condition)
{
    return condition;
}

/* br_table, one case: jumps where the index equals the case. */
STENCIL("ri>? ri>!") int32_t jump_case(int32_t index, int32_t value)
{
    return index == value;
}

/* br_table, a split of the range of cases: jumps where the index is below the case. */
STENCIL("ri>?") int32_t jump_below(uint32_t index, uint32_t value)
{
    return index < value;
}

/*
 * br_table, all cases at once: `table` has for every case, and at `last` for all others, the distance to its label from the
 * entry itself.
 */
STENCIL("r>") void jump_table(uint32_t index)
{
    uint32_t last = HOLE_U32(last);
    const int32_t *entry = HOLE_ADDRESS(table, const int32_t *) + (index < last ? index : last);
    JUMP_POINTER((const char *)entry + *entry);
}

/* Goes back to the caller's frame. A hole of its own, `back` = -`frame`: a single one would be kept across the call. */
static inline void leave_frame(void)
{
    set_frame((union slot *)((uint8_t *)frame() + HOLE_I32(back)));
}

/*
 * Calls a function of the same module. `frame` is the offset of the callee's frame, which starts with its arguments;
 * its results are there afterwards.
 */
STENCIL_SPILLED(">") void call(void)
{
    set_frame(SLOT(HOLE_OFFSET(frame)));
    CALL(function);
    leave_frame();
}

/* Goes back to the caller's frame, which is at a distance that AArch64 has room for in a subtraction. */
static inline void leave_near_frame(union slot *own)
{
#if defined(__aarch64__)
    /* As integers: of a pointer LLVM would subtract by adding the negative, computed before the call and kept across it. */
    (void)own;
    set_frame((union slot *)((uintptr_t)frame() - HOLE_NEAR(frame)));
#else
    /* Here LLVM adds the negative, which no hole is. Nobody stitches it: what has no small numbers is as short. */
    set_frame(own);
#endif
}

/* The same where `frame` is so small that AArch64 has room for it in an addition and a subtraction. */
STENCIL_SPILLED(">") void call_near(void)
{
    union slot *own = frame();
    set_frame(SLOT(HOLE_NEAR(frame)));
    CALL(function);
    leave_near_frame(own);
}

/* The same where `frame` is so small that x86-64 has a byte for it in an addition and a subtraction. */
STENCIL_SPILLED(">") void call_short(void)
{
    set_frame(SLOT(HOLE_SHORT(frame)));
    CALL(function);
    set_frame((union slot *)SUBTRACT((uintptr_t)frame(), HOLE_SHORT(frame)));
}

/* Runs any function in its frame; the slot below has the caller's instance, to which it comes back. */
static inline void run_function(const struct function *function)
{
    set_instance(function->instance);
    set_memory(function->memory);
    CALL_POINTER(function->code);
    struct instance *caller = frame()[-1].reference;
    set_instance(caller);
    set_memory(caller->memory_base);
}

/*
 * Calls any function: the slot below the callee's frame keeps the caller's instance. That slot is a hole of its own, `saved` =
 * `frame` - 8: LLVM would add to the other one.
 */
static inline void call_function(const struct function *function)
{
    SLOT(HOLE_OFFSET(saved))->reference = instance();
    set_frame(SLOT(HOLE_OFFSET(frame)));
    run_function(function);
    leave_frame();
}

/*
 * Calls a function of the same module whose code may not be there yet; `function` is the offset of its pointer in the instance.
 */
STENCIL_SPILLED(">") void call_lazy(void)
{
    const struct function *function = INSTANCE_FIELD(const struct function *, HOLE_OFFSET(function));
    set_frame(SLOT(HOLE_OFFSET(frame)));
    CALL_POINTER(function->code);
    leave_frame();
}

/* Calls an imported function; `function` is the offset of its pointer in the instance. */
STENCIL_SPILLED(">") void call_import(void)
{
    call_function(INSTANCE_FIELD(const struct function *, HOLE_OFFSET(function)));
}

/* The function of a type that a table has at an index; traps where there is none. */
static inline const struct function *function_at(const struct table *table, uint32_t index, uint32_t type)
{
    if (UNLIKELY(index >= table->length))
        TRAP(undefined_element);
    const struct function *function = table->elements[index];
    if (UNLIKELY(function == NULL))
        TRAP(uninitialized_element);
    if (UNLIKELY(function->type != type))
        TRAP(indirect_call_type_mismatch);
    return function;
}

/* call_indirect: the index is in the slot at `index`; `table` is the offset of the table's pointer in the instance. */
STENCIL_SPILLED("s>") void call_indirect(uint32_t index)
{
    const struct table *table = INSTANCE_FIELD(const struct table *, HOLE_OFFSET(table));
    call_function(function_at(table, index, HOLE_U32(type)));
}

/* The same where all numbers are so small that AArch64 has room for them. On x86-64, where it has to exist, nobody stitches it. */
STENCIL_SPILLED("s>") void call_indirect_near(uint32_t index)
{
    const struct table *table = INSTANCE_FIELD(const struct table *, HOLE_NEAR(table));
    const struct function *function = function_at(table, index, (uint32_t)HOLE_NEAR(type));
    SLOT(HOLE_NEAR(saved))->reference = instance();
    union slot *own = frame();
    set_frame(SLOT(HOLE_NEAR(frame)));
    run_function(function);
    leave_near_frame(own);
}

/* The code of every host function: calls into .NET with its own handle and the frame that holds the arguments. */
STENCIL_SPILLED(">") void host_entry(void)
{
    if (LIKELY(instance()->context->host_call(instance(), instance()->host, frame()) == 0))
        CONTINUE;
    TRAP(stored);
}

/* Calls helper number `number` with the operands that start at `operands`. */
STENCIL_SPILLED(">") void call_helper(void)
{
    helper *function = instance()->context->helpers[HOLE_OFFSET(number)];
    if (LIKELY(function(instance(), HOLE_U64(immediate), SLOT(HOLE_OFFSET(operands))) == 0))
        CONTINUE;
    TRAP(stored);
}

/*
 * All that there is of a function before it is called first: tells which it is, and goes on where functions of its type are
 * compiled, whose arguments are kept in their slots meanwhile.
 */
STENCIL(">") void function_stub(void)
{
    instance()->context->pending = HOLE_U32(number);
    JUMP(compile);
}

/* Goes on in the function that was compiled, as if it had been called. */
STENCIL(">") void enter_compiled(void)
{
    JUMP_POINTER(instance()->context->compiled);
}
