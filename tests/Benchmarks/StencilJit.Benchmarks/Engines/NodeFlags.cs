namespace StencilJit.Benchmarks.Engines;

/// <summary>How Node is told to use one of V8's compilers, one thread, and to compile everything at once.</summary>
internal static class NodeFlags
{
    public const string Program = "node";
    public const string Liftoff = "--liftoff-only";
    public const string TurboFan = "--no-liftoff";
    public const string Explicit = "--wasm-enforce-bounds-checks";
    public const string OneThread = "--wasm-num-compilation-tasks=0";

    /// <summary>By itself V8 validates a module and compiles a function when it is first called.</summary>
    public const string Eager = "--no-wasm-lazy-compilation";

    public static IReadOnlyList<string> Common { get; } =
    [
        "--no-warnings", Eager, OneThread, "--no-wasm-tier-up", "--no-wasm-dynamic-tiering",
        "--no-wasm-native-module-cache-enabled",
    ];
}
