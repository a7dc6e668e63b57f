namespace StencilJit.Compiler;

/// <summary>How bad a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; stencils were made.</summary>
    Warning,

    /// <summary>No stencils were made.</summary>
    Error,
}
