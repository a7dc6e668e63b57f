namespace StencilJit.Compiler;

/// <summary>Ends a compilation, or what else needs libLLVM, with the diagnostics that say why.</summary>
/// <param name="diagnostics">What went wrong; at least one.</param>
public sealed class CompilationException(IReadOnlyList<CompileDiagnostic> diagnostics) : Exception(diagnostics[0].ToString())
{
    internal CompilationException(string code, string message, string? file = null, int line = 0)
        : this([new CompileDiagnostic(DiagnosticSeverity.Error, code, message, file, line)])
    {
    }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<CompileDiagnostic> Diagnostics { get; } = diagnostics;
}
