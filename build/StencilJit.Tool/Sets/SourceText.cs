using System.Text.RegularExpressions;
using StencilJit.Model;

namespace StencilJit.Tool.Sets;

/// <summary>The C text of micro-ops.</summary>
internal sealed partial class SourceText(string setFolder)
{
    private readonly Dictionary<string, string[]> files = [];

    /// <summary>The lines of a micro-op, with the comment before it; empty where there is no such text (the toolchain's own, or a file that is gone).</summary>
    /// <param name="name">The micro-op. Where its line does not name it any more, as the file was edited, the nearest one that does is taken.</param>
    /// <param name="source">Where it stood, as <see cref="Stencil.Source"/> says.</param>
    /// <returns>The lines, and the number of the first one in its file, from 1; 0 where there is no text.</returns>
    public (int FirstLine, IReadOnlyList<string> Lines) Of(string name, string source)
    {
        var colon = source.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(source.AsSpan(colon + 1), out var line))
            return (0, []);
        var lines = Lines(source[..colon]);
        if (Nearest(lines, name, line - 1) is not { } place)
            return (0, []);
        var first = CommentStart(lines, place);
        return (first + 1, lines[first..End(lines, place)]);
    }

    private static int? Nearest(string[] lines, string name, int line)
    {
        var word = new Regex($@"\b{Regex.Escape(name)}\b");
        if (line >= 0 && line < lines.Length && word.IsMatch(lines[line]))
            return line;
        var naming = Enumerable.Range(0, lines.Length).Where(index => word.IsMatch(lines[index])).ToList();
        var declaring = naming.Where(index => DeclarationPattern().IsMatch(lines[index])).ToList();
        if (declaring.Count > 0)
            return declaring.MinBy(index => Math.Abs(index - line));
        // A set's own macros may declare it otherwise, and a name that they put together stands nowhere as a whole.
        return naming.Count > 0 ? naming.MinBy(index => Math.Abs(index - line)) : line >= 0 && line < lines.Length ? line : null;
    }

    private string[] Lines(string file)
    {
        if (!files.TryGetValue(file, out var lines))
        {
            var path = Path.Combine(setFolder, file);
            files[file] = lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        }

        return lines;
    }

    private static int CommentStart(string[] lines, int first)
    {
        if (first == 0 || !lines[first - 1].TrimEnd().EndsWith("*/", StringComparison.Ordinal))
            return first;
        var start = first - 1;
        while (start > 0 && !lines[start].TrimStart().StartsWith("/*", StringComparison.Ordinal))
            start--;
        return start;
    }

    // A function ends with the brace in the first column, a use of a macro with its own line: the sources' style.
    private static int End(string[] lines, int first)
    {
        var last = first;
        if (first + 1 < lines.Length && lines[first + 1] is ['{', ..])
        {
            while (last + 1 < lines.Length && lines[last] is not ['}', ..])
                last++;
        }
        else
        {
            while (last + 1 < lines.Length && (lines[last].EndsWith('\\') || lines[last].EndsWith(',')))
                last++;
        }

        return last + 1;
    }

    [GeneratedRegex(@"^\s*(STENCIL\w*|ENTRY)\b")]
    private static partial Regex DeclarationPattern();
}
