namespace StencilJit.Tool.Diffs;

/// <summary>
/// Sorts changes by what matters: first what breaks callers, then by how many estimated cycles and bytes each differs,
/// growth before shrinking; what is new comes last.
/// </summary>
internal sealed class ChangeOrder : IComparer<StencilChange>
{
    public static ChangeOrder Instance { get; } = new();

    public int Compare(StencilChange? x, StencilChange? y) => Key(x!).CompareTo(Key(y!));

    private static (int, double, double, long, long, string, string, string) Key(StencilChange change)
    {
        var rank = change.Kind switch { ChangeKind.MeaningChanged => 0, ChangeKind.Removed => 1, ChangeKind.Added => 3, _ => 2 };
        var cycles = (change.EstimateAfter?.Cycles - change.EstimateBefore?.Cycles) ?? 0;
        var bytes = (change.BytesAfter - change.BytesBefore) ?? 0;
        return (rank, -Math.Abs(cycles), -cycles, -Math.Abs(bytes), -bytes, change.Operation, change.Placement, change.Target);
    }
}
