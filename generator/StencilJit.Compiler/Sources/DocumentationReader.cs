namespace StencilJit.Compiler.Sources;

/// <summary>Reads the comment before a micro-op: clang's bitcode keeps its line, but no comments.</summary>
internal sealed class DocumentationReader
{
    private readonly Dictionary<string, string[]> files = [];

    /// <summary>The comment that ends on the last line before <paramref name="line"/>, as one paragraph; or empty.</summary>
    public string Before(string file, int line)
    {
        if (!files.TryGetValue(file, out var lines))
            files[file] = lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        var last = Math.Min(line - 2, lines.Length - 1);
        // The annotation's line is that of the function's name; its STENCIL may stand on a line of its own before it.
        while (last >= 0 && lines[last].TrimStart().StartsWith("STENCIL", StringComparison.Ordinal) && !lines[last].TrimEnd().EndsWith('}'))
            last--;
        if (last < 0)
            return "";
        var end = lines[last].Trim();
        if (end.StartsWith("//", StringComparison.Ordinal))
            return Join(Enumerable.Range(0, last + 1).Reverse().Select(index => lines[index].Trim())
                .TakeWhile(text => text.StartsWith("//", StringComparison.Ordinal)).Reverse().Select(text => text.TrimStart('/')));
        if (!end.EndsWith("*/", StringComparison.Ordinal))
            return "";
        var first = last;
        while (first > 0 && !lines[first].TrimStart().StartsWith("/*", StringComparison.Ordinal))
            first--;
        return Join(lines[first..(last + 1)].Select(StripBlock));
    }

    private static string StripBlock(string line)
    {
        var text = line.Trim();
        if (text.EndsWith("*/", StringComparison.Ordinal))
            text = text[..^2];
        if (text.StartsWith("/*", StringComparison.Ordinal))
            text = text[2..];
        return text.TrimStart('*').Trim();
    }

    private static string Join(IEnumerable<string> lines) =>
        string.Join(' ', lines.SelectMany(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)));
}
