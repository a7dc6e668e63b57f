namespace StencilJit.Compiler;

/// <summary>Ends a compilation with the diagnostics that say why.</summary>
internal sealed class CompilationException(IReadOnlyList<CompileDiagnostic> diagnostics) : Exception(diagnostics[0].ToString())
{
    public CompilationException(string code, string message, string? file = null, int line = 0)
        : this([new CompileDiagnostic(DiagnosticSeverity.Error, code, message, file, line)])
    {
    }

    public IReadOnlyList<CompileDiagnostic> Diagnostics { get; } = diagnostics;
}
