namespace StencilJit.Compiler;

/// <summary>What the compiler has to say about a place in the C sources.</summary>
/// <param name="Severity">Whether stencils were made all the same.</param>
/// <param name="Code">SJ1 and three digits; see docs/diagnostics.md.</param>
/// <param name="Message">What is wrong and what to do next.</param>
/// <param name="File">The C file, or null where the set as a whole is meant.</param>
/// <param name="Line">Its line from 1, or 0.</param>
/// <param name="Column">The column from 1, or 0.</param>
public sealed record CompileDiagnostic(DiagnosticSeverity Severity, string Code, string Message, string? File = null, int Line = 0, int Column = 0)
{
    /// <summary>The diagnostic as compilers print it: <c>file(line,column): error SJ1001: message</c>.</summary>
    public override string ToString()
    {
        var place = File is null ? "" : Line == 0 ? $"{File}: " : $"{File}({Line},{Math.Max(Column, 1)}): ";
        return $"{place}{Severity.ToString().ToLowerInvariant()} {Code}: {Message}";
    }
}
