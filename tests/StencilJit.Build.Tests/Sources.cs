namespace StencilJit.Build.Tests;

/// <summary>C sources of small sets.</summary>
internal static class Sources
{
    public static string Set(string name) =>
        $$"""
        #include "stenciljit.h"
        #include "calc.h"

        STENCIL_SET("{{name}}", "frame", 2, 2)
        PINNED(frame, int64_t *)

        /* Adds two integers, wrapping. */
        STENCIL("rr>r") int64_t add(int64_t a, int64_t b) { return (int64_t)((uint64_t)a + (uint64_t)b + BIAS); }

        """;

    public const string Header = "#define BIAS 0\n";
}
