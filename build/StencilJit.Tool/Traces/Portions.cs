namespace StencilJit.Tool.Traces;

/// <summary>Turns counts into shares of a whole.</summary>
/// <param name="total">The whole.</param>
/// <param name="samplesInCode">The samples that shares of samples are of; null without samples.</param>
/// <param name="top">How many rows are shown.</param>
internal sealed class Portions(Tally total, long? samplesInCode, int top)
{
    /// <summary>How many rows are shown.</summary>
    public int Top => top;

    public Portion Of(Tally tally) => new(
        tally.Count, tally.Bytes, Share(tally.Bytes, total.Bytes),
        samplesInCode is null ? null : tally.Samples, samplesInCode is { } all ? Share(tally.Samples, all) : null);

    /// <summary>A table of the largest rows: those with most samples where there are samples, else with most bytes.</summary>
    /// <param name="rows">All rows, in an order that decides between equal ones.</param>
    /// <param name="create">Makes a row.</param>
    /// <param name="whole">What all rows and what is in none of them have together.</param>
    public ShareTable<TRow> Table<T, TRow>(IEnumerable<(T Key, Tally Tally)> rows, Func<T, Portion, TRow> create, Tally whole)
    {
        var sorted = Largest(rows).ToList();
        var others = whole;
        foreach (var (_, tally) in sorted.Take(top))
            others.Add(-tally.Count, -tally.Bytes, -tally.Samples);
        return new ShareTable<TRow>([.. sorted.Take(top).Select(row => create(row.Key, Of(row.Tally)))], Math.Max(0, sorted.Count - top), Of(others));
    }

    /// <summary>The rows with most samples or bytes first.</summary>
    public static IEnumerable<(T Key, Tally Tally)> Largest<T>(IEnumerable<(T Key, Tally Tally)> rows) =>
        rows.OrderByDescending(row => row.Tally.Samples).ThenByDescending(row => row.Tally.Bytes);

    /// <summary>A part of a whole; of nothing, nothing.</summary>
    public static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
