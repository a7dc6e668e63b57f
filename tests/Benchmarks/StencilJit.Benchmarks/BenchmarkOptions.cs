namespace StencilJit.Benchmarks;

/// <summary>What to measure, how long, and what to write.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>Fewer rounds and no large program: a look, not a figure.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Measure only what has this in its name; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>The file to write all figures to, or null.</summary>
    public string? JsonFile { get; init; }

    /// <summary>Print Markdown in place of tables for a terminal.</summary>
    public bool IsMarkdown { get; init; }

    /// <summary>How often everything is measured; odd, so that a median is one of the figures.</summary>
    public int Rounds => IsQuick ? 3 : 7;

    /// <summary>How long one measurement takes at least, in seconds, where that can be chosen.</summary>
    public double Duration => IsQuick ? 0.05 : 0.2;

    /// <summary>How long something runs before it is measured, so that .NET has compiled it for good.</summary>
    public double WarmUp => IsQuick ? 1 : 3;

    /// <summary>How often a whole process is run.</summary>
    public int Processes => IsQuick ? 5 : 21;

    /// <summary>Whether to measure something.</summary>
    /// <param name="names">Its names: the benchmark's, and the program's or target's.</param>
    public bool Selects(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Only is null || name.Contains(Only, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
