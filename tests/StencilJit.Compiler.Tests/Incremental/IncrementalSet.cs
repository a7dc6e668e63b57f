namespace StencilJit.Compiler.Tests.Incremental;

/// <summary>A set whose micro-ops share what micro-ops can share.</summary>
internal static class IncrementalSet
{
    public const string Source = """
        #include "stenciljit.h"
        #include "shared.h"
        STENCIL_SET("demo", "frame", 4, 4)
        PINNED(frame, struct state *)

        ENTRY void run(const void *code, struct state *state)
        {
            ENTER(code, state);
        }

        /* Adds thrice. */
        STENCIL(BINARY) int64_t add(int64_t a, int64_t b) { return a + thrice(b); }

        STENCIL(UNARY) int64_t biased(int64_t a) { return a + BIAS; }
        STENCIL(UNARY) int64_t mixed(int64_t a) { return a ^ BIAS; }

        STENCIL("rr>r ri>r") int64_t divide(int64_t a, int64_t b)
        {
            if (LIKELY(b != 0))
                CONTINUE a / b;
            TRAP(by_zero);
        }

        static inline void check(int wrong)
        {
            if (wrong)
                TRAP(wrong);
        }

        // The trap is named, but no code is left that goes there.
        STENCIL(UNARY) int64_t checked(int64_t a) { check((a & 1) == 2); return a + 1; }

        STENCIL("r>r") double negate(double a) { return -a; }
        STENCIL("r>r s>r") double scale(double a) { return a * 2.5; }
        STENCIL(UNARY) float remainder_of_hole(float a) { return HOLE_I32(x) % 7 == 3 ? a * 1.25f : a; }

        STENCIL(">") void leave(void) { EXIT(&frame()->exit); }
        STENCIL(">") void save(void) { SAVE_EXIT(&frame()->exit); }
        STENCIL(">r") int64_t count(void) { return frame()->count; }

        STENCIL(UNARY) uint64_t bits(uint64_t a)
        {
            uint64_t sum = 0;
            while (a != 0)
            {
                sum += a & 1;
                a >>= 1;
            }
            return sum;
        }

        """;

    public const string Header = """
        #define BIAS 7
        struct state { struct stenciljit_exit exit; int64_t count; };
        static inline int64_t thrice(int64_t a) { return a * 3; }
        """;

    /// <summary>What there is to compile, harness included.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["add", "biased", "bits", "checked", "count", "divide", "harness_enter", "harness_exit", "leave", "mixed", "negate", "remainder_of_hole", "run", "save", "scale"];

    public static SetFolder Create() => new SetFolder().With("set.c", Source).With("shared.h", Header);
}
