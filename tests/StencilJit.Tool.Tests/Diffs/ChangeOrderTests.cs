using StencilJit.Tool.Costs;
using StencilJit.Tool.Diffs;

namespace StencilJit.Tool.Tests.Diffs;

public sealed class ChangeOrderTests
{
    [Fact]
    public void What_breaks_callers_comes_first_then_most_cycles_then_most_bytes_and_what_is_new_last()
    {
        StencilChange[] changes =
        [
            Change("added", ChangeKind.Added, null, 900, null, 90),
            Change("few bytes", ChangeKind.Larger, 10, 11, 1, 1),
            Change("more bytes", ChangeKind.Smaller, 19, 10, 1, 1),
            Change("slower", ChangeKind.Larger, 10, 11, 1, 3),
            Change("faster", ChangeKind.Smaller, 10, 9, 3, 1),
            Change("removed", ChangeKind.Removed, 10, null, 1, null),
            Change("meaning", ChangeKind.MeaningChanged, 10, 10, 1, 1),
        ];

        Assert.Equal(["meaning", "removed", "slower", "faster", "more bytes", "few bytes", "added"], changes.Order(ChangeOrder.Instance).Select(change => change.Operation));
    }

    private static StencilChange Change(string name, ChangeKind kind, long? before, long? after, double? cyclesBefore, double? cyclesAfter) => new(
        name, "r>r", "linux-x64", kind, [], before, after,
        cyclesBefore is { } old ? new CostEstimate(old, 1) : null, cyclesAfter is { } now ? new CostEstimate(now, 1) : null, null, null, []);
}
