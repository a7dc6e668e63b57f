namespace StencilJit.Benchmarks.Reports;

/// <summary>All figures of a run.</summary>
/// <param name="Machine">Where they were measured.</param>
/// <param name="Date">When.</param>
/// <param name="Rounds">How often.</param>
/// <param name="IsQuick">Whether they are a look only.</param>
/// <param name="Engines">What the engines are that were compared.</param>
/// <param name="Tables">The figures.</param>
internal sealed record Report(
    string Machine, DateOnly Date, int Rounds, bool IsQuick, IReadOnlyList<string> Engines, IReadOnlyList<ReportTable> Tables)
{
    /// <summary>What the figures are of, in a line.</summary>
    public string Heading =>
        $"{Date:yyyy-MM-dd}; {Machine}; medians of {Rounds} rounds, in parentheses what half of them are between{(IsQuick ? "; a quick run, no figures to quote" : "")}.";
}
