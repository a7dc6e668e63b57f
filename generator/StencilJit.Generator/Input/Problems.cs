using Microsoft.CodeAnalysis;

namespace StencilJit.Generator.Input;

/// <summary>The rules that locks have to meet to become C#.</summary>
internal static class Problems
{
    public static readonly DiagnosticDescriptor Damaged = Rule("SJ2001", "A lock cannot be read");

    public static readonly DiagnosticDescriptor Disagreement = Rule("SJ2002", "The targets of a set disagree");

    public static readonly DiagnosticDescriptor Duplicate = Rule("SJ2003", "Two locks claim the same place");

    public static readonly DiagnosticDescriptor TooLarge = Rule("SJ2004", "A stencil does not fit the table");

    public static readonly DiagnosticDescriptor UnusableName = Rule("SJ2005", "A name cannot be used in C#");

    private static DiagnosticDescriptor Rule(string id, string title)
        => new(id, title, "{0}", "StencilJit", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
