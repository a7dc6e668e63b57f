using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StencilJit.Generator.Input;

/// <summary>Something wrong at a line of a lock; becomes a diagnostic only when reported, so that the pipeline can compare it.</summary>
/// <param name="Rule">Which rule is broken.</param>
/// <param name="Path">The lock.</param>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record Problem(DiagnosticDescriptor Rule, string Path, int Line, string Message)
{
    public Diagnostic ToDiagnostic()
    {
        var position = new LinePosition(Line - 1, 0);
        return Diagnostic.Create(Rule, Location.Create(Path, default, new LinePositionSpan(position, position)), Message);
    }
}
