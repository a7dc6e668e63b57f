using StencilJit.Model;

namespace StencilJit.Compiler;

/// <summary>What came of a <see cref="CompileRequest"/>.</summary>
/// <param name="Set">The stencils; null where a diagnostic is an error.</param>
/// <param name="Diagnostics">Errors and warnings, by file and line.</param>
public sealed record CompileResult(StencilSet? Set, IReadOnlyList<CompileDiagnostic> Diagnostics);
