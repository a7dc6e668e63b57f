using StencilJit.Model;

namespace StencilJit.Tool.Sets;

/// <summary>The C text of micro-ops.</summary>
internal sealed class SourceText(string setFolder)
{
    private readonly Dictionary<string, string[]> files = [];

    /// <summary>The lines of a micro-op, with the comment before it; empty where there is no such text (the toolchain's own, or a file that is gone).</summary>
    /// <param name="source">Where it stands, as <see cref="Stencil.Source"/> says.</param>
    public IReadOnlyList<string> Of(string source)
    {
        var colon = source.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(source.AsSpan(colon + 1), out var line))
            return [];
        var lines = Lines(source[..colon]);
        return line < 1 || line > lines.Length ? [] : lines[CommentStart(lines, line - 1)..End(lines, line - 1)];
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
}
