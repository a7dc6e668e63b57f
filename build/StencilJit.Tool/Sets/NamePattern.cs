using System.IO.Enumeration;

namespace StencilJit.Tool.Sets;

/// <summary>Chooses micro-ops by name.</summary>
internal static class NamePattern
{
    /// <summary>Whether a name fits a pattern with * and ?, or holds a text without them; every name fits the empty one.</summary>
    public static bool Matches(string name, string pattern) =>
        IsPattern(pattern)
            ? FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true)
            : name.Contains(pattern, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has * or ?.</summary>
    public static bool IsPattern(string text) => text.IndexOfAny(['*', '?']) >= 0;
}
