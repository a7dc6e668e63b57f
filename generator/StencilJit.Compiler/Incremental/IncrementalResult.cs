using StencilJit.Model;

namespace StencilJit.Compiler.Incremental;

/// <summary>What came of a step of an <see cref="IncrementalCompiler"/>.</summary>
/// <param name="Set">The stencils, as <see cref="StencilCompiler"/> would give them; null where a diagnostic is an error.</param>
/// <param name="Diagnostics">Errors and warnings, by file and line.</param>
/// <param name="Changed">
/// The micro-ops that are new, or whose code is made of something else than in the last set that was compiled whole
/// or seeded; sorted by name. Their stencils may be the same all the same.
/// </param>
/// <param name="Removed">The micro-ops of that set that are gone; sorted by name.</param>
/// <param name="Compiled">What this run had to compile, the toolchain's own harness among it; sorted by name.</param>
public sealed record IncrementalResult(
    StencilSet? Set,
    IReadOnlyList<CompileDiagnostic> Diagnostics,
    IReadOnlyList<string> Changed,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string> Compiled)
{
    /// <summary>What the set's micro-ops are made of, to be handed to another <see cref="IncrementalCompiler"/> with the set; empty where there is none.</summary>
    public IReadOnlyDictionary<string, string> Fingerprints { get; init; } = new Dictionary<string, string>();
}
