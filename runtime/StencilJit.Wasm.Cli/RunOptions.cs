using StencilJit.Wasm.Wasi;

namespace StencilJit.Wasm.Cli;

/// <summary>What to run, and what to give to it.</summary>
/// <param name="Program">The module's file.</param>
/// <param name="Arguments">The arguments of the program or of the function.</param>
/// <param name="Directories">The directories that the program may use.</param>
/// <param name="Variables">The program's environment.</param>
/// <param name="Function">The exported function to call, or null to run the module as a program.</param>
/// <param name="Trace">The file to write the trace of the program's code to, or null for none.</param>
/// <param name="BoundsChecks">What keeps the program within its memory, or null for what is best here.</param>
/// <param name="Compilation">When the program's functions are compiled, or null for what starts it sooner.</param>
internal sealed record RunOptions(
    string Program,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<WasiDirectory> Directories,
    IReadOnlyList<KeyValuePair<string, string>> Variables,
    string? Function,
    string? Trace,
    BoundsChecks? BoundsChecks,
    CompilationMode? Compilation);
