/*
 * The signal handler that turns faults of stitched code into jumps: the runtime's own set, stitched once a process
 * (runtime/StencilJit.Runtime/Faults, which mirrors the structures byte for byte; change both together).
 *
 * It runs between any two instructions of any thread, so it takes no lock, allocates nothing and calls nothing but the
 * handler that was there before it.
 */
#include "stenciljit.h"

STENCIL_SET("fault", "frame", 1, 1)

/*
 * Memory that code of one heap may touch beyond its end. `version` is odd while the fields change; a guard that changes
 * is none that code relies on, for it is there before the code runs and goes after it has ended.
 */
struct guard {
    uint64_t version;       /*  0 */
    uint64_t memory;        /*  8 */
    uint64_t memory_length; /* 16: 0 for a guard that is not in use */
    uint64_t code;          /* 24 */
    uint64_t code_length;   /* 32 */
    uint64_t landing;       /* 40: where the thread goes on */
};

/* Some of the guards; more stand in the next block. Blocks are never freed. */
struct guard_block {
    const struct guard_block *next; /*  0 */
    uint64_t count;                 /*  8: the guards that were ever in use; only grows */
    struct guard guards[];          /* 16 */
};

/* The start of Linux' siginfo_t. */
struct fault_info {
    int32_t signal;   /*  0 */
    int32_t error;    /*  4 */
    int32_t code;     /*  8 */
    int32_t padding;  /* 12 */
    uint64_t address; /* 16: meant where the code is one of those below */
};

enum {
    NOT_MAPPED = 1, /* SEGV_MAPERR */
    NO_ACCESS = 2,  /* SEGV_ACCERR */
};

typedef void handler(int32_t signal, struct fault_info *info, uint8_t *thread);

struct fault_state {
    handler *previous;                /* 0: the handler of all other faults */
    const struct guard_block *guards; /* 8 */
};

/* Where Linux' ucontext_t has the instruction pointer. */
#if defined(__x86_64__)
enum { INSTRUCTION_POINTER = 168 };
#elif defined(__aarch64__)
enum { INSTRUCTION_POINTER = 440 };
#else
#error "fault.c: the layout of ucontext_t is not written for this architecture"
#endif

static inline _Bool is_guarded(const struct guard *guard, uint64_t address, uint64_t instruction)
{
    uint64_t version = __atomic_load_n(&guard->version, __ATOMIC_ACQUIRE);
    uint64_t memory = __atomic_load_n(&guard->memory, __ATOMIC_RELAXED);
    uint64_t memory_length = __atomic_load_n(&guard->memory_length, __ATOMIC_RELAXED);
    uint64_t code = __atomic_load_n(&guard->code, __ATOMIC_RELAXED);
    uint64_t code_length = __atomic_load_n(&guard->code_length, __ATOMIC_RELAXED);
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    return (version & 1) == 0 && version == __atomic_load_n(&guard->version, __ATOMIC_RELAXED)
           && address - memory < memory_length && instruction - code < code_length;
}

/*
 * The handler of SIGSEGV. A thread that goes on elsewhere has its registers as the faulting instruction left them: those
 * of a stencil that is a leaf, with the stack and the pinned pointers as they were before it.
 */
ENTRY void handle_fault(int32_t signal, struct fault_info *info, uint8_t *thread)
{
    const struct fault_state *state = HOLE_ADDRESS(state, const struct fault_state *);
    /* Other codes, such as that of a signal which a process sent, come without an address. */
    if (info->code == NOT_MAPPED || info->code == NO_ACCESS) {
        uint64_t *instruction = (uint64_t *)(thread + INSTRUCTION_POINTER);
        const struct guard_block *block = __atomic_load_n(&state->guards, __ATOMIC_ACQUIRE);
        for (; block != NULL; block = __atomic_load_n(&block->next, __ATOMIC_ACQUIRE)) {
            uint64_t count = __atomic_load_n(&block->count, __ATOMIC_ACQUIRE);
            for (const struct guard *guard = block->guards; guard != block->guards + count; guard++) {
                if (is_guarded(guard, info->address, *instruction)) {
                    /* Code that runs relies on this guard, so that it does not change any more. */
                    *instruction = guard->landing;
                    return;
                }
            }
        }
    }
    state->previous(signal, info, thread);
}
