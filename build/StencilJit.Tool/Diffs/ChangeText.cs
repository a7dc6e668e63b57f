using System.Globalization;
using StencilJit.Tool.Costs;

namespace StencilJit.Tool.Diffs;

/// <summary>Writes the parts of a change.</summary>
internal static class ChangeText
{
    /// <summary>A kind in words.</summary>
    public static string Kind(ChangeKind kind) => kind switch
    {
        ChangeKind.MeaningChanged => "meaning changed",
        ChangeKind.HoleMoved => "hole moved",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The colour of a kind.</summary>
    public static string Color(ChangeKind kind) => kind switch
    {
        ChangeKind.Smaller or ChangeKind.Added => "green",
        ChangeKind.Larger or ChangeKind.Removed => "red",
        _ => "yellow",
    };

    /// <summary>Bytes before and after, such as <c>245 -> 260 (+15)</c>; one number where there is only one.</summary>
    public static string Step(long? before, long? after) => (before, after) switch
    {
        (null, _) => $"{after}",
        (_, null) => $"{before}",
        _ when before == after => $"{after}",
        _ => $"{before} -> {after} ({(after - before)!.Value.ToString("+0;-0", CultureInfo.InvariantCulture)})",
    };

    /// <summary>Estimated cycles before and after; a question mark for a side that could not be estimated.</summary>
    public static string Cycles(StencilChange change)
    {
        var before = change.EstimateBefore is { } old ? CostText.Cycles(old) : "?";
        var after = change.EstimateAfter is { } now ? CostText.Cycles(now) : "?";
        return change.Before is null || before == after ? after : change.After is null ? before : $"{before} -> {after}";
    }

    /// <summary>A ratio as a change in percent; a dash where there is none.</summary>
    public static string Ratio(double? ratio) => ratio is { } value ? ((value - 1) * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %" : "-";
}
