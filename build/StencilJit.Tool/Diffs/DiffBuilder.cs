using StencilJit.Model;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Costs;
using StencilJit.Tool.Operands;

namespace StencilJit.Tool.Diffs;

/// <summary>Collects what <c>diff</c> shows.</summary>
internal static class DiffBuilder
{
    /// <summary>Compares a set before and after.</summary>
    /// <param name="before">The set before.</param>
    /// <param name="after">The set after.</param>
    /// <param name="only">A name or pattern of the micro-ops to compare; empty for all.</param>
    /// <param name="estimator">Estimates what changed, asked for where something did; gives null to do without.</param>
    /// <param name="cancellation">Stops the comparison.</param>
    /// <exception cref="Compiler.CompilationException">Something changed, and there is no libLLVM to decode it.</exception>
    public static async Task<DiffView> BuildAsync(
        SetSnapshot before, SetSnapshot after, string only, Lazy<Task<CostEstimator?>> estimator, CancellationToken cancellation)
    {
        var targets = before.Locks.Concat(after.Locks).Select(set => set.Target).Distinct().Order(StringComparer.Ordinal).ToList();
        var diffs = await Task.WhenAll(targets.Select(target =>
            Task.Run(() => Compare(target, before, after, only, cancellation), cancellation)));
        diffs = [.. diffs.Where(diff => diff.Changes.Count > 0 || diff.Notes.Count > 0 || !targets.Contains(SharedCode.BaseOf(diff.Target) ?? ""))];
        var changed = diffs.Where(diff => diff.Changes.Count > 0).ToList();
        var costs = changed.Count == 0 ? null : await estimator.Value;
        if (costs is not null)
            diffs = await Task.WhenAll(diffs.Select(diff => EstimateAsync(diff, costs, cancellation)));
        return new DiffView(
            before.Locks.Concat(after.Locks).Select(set => set.Name).FirstOrDefault() ?? "", before.Label, after.Label,
            costs is null ? [] : [.. changed.Select(diff => $"{diff.Target}: {costs.Model(diff.Target)}")],
            [.. diffs.Select(Total)],
            [.. diffs.SelectMany(diff => diff.Changes).OrderBy(change => change, ChangeOrder.Instance)]);
    }

    // What a target shares with another one is compared there.
    private static TargetDiff Compare(string target, SetSnapshot before, SetSnapshot after, string only, CancellationToken cancellation)
    {
        var (old, now) = (before.On(target), after.On(target));
        if (SharedCode.BaseOf(target) is not { } other || (before.On(other) is null && after.On(other) is null))
            return TargetDiff.Create(target, old, now, only, cancellation);
        var own = SharedCode.Own(old, before.On(other)).Concat(SharedCode.Own(now, after.On(other))).Select(stencil => (stencil.Name, stencil.Placement)).ToHashSet();
        return TargetDiff.Create(target, Only(old), Only(now), only, cancellation);

        StencilSet? Only(StencilSet? set) => set is null ? null : set with { Stencils = [.. set.Stencils.Where(stencil => own.Contains((stencil.Name, stencil.Placement)))] };
    }

    private static async Task<TargetDiff> EstimateAsync(TargetDiff diff, CostEstimator estimator, CancellationToken cancellation)
    {
        var codes = diff.Changes.SelectMany(change => new[] { change.Before, change.After }).OfType<DecodedCode>().ToList();
        var estimates = new Queue<CostEstimate?>(await estimator.EstimateAsync(diff.Target, codes, cancellation));
        return diff with
        {
            Changes =
            [
                .. diff.Changes.Select(change => change with
                {
                    EstimateBefore = change.Before is null ? null : estimates.Dequeue(),
                    EstimateAfter = change.After is null ? null : estimates.Dequeue(),
                }),
            ],
        };
    }

    private static DiffTotal Total(TargetDiff diff)
    {
        var counts = new SortedDictionary<ChangeKind, int>();
        foreach (var group in diff.Changes.GroupBy(change => change.Kind))
            counts[group.Key] = group.Count();
        var unchanged = diff.After.Count - diff.Changes.Count(change => change.Kind != ChangeKind.Removed);
        if (unchanged > 0)
            counts[ChangeKind.Unchanged] = unchanged;
        var inBoth = diff.Changes.Where(change => change is { BytesBefore: > 0, BytesAfter: > 0 }).ToList();
        var ratios = inBoth.Select(change => (double)change.BytesAfter!.Value / change.BytesBefore!.Value).ToList();
        return new DiffTotal(
            diff.Target, counts,
            diff.Before.Sum(StencilComparer.Bytes), diff.After.Sum(StencilComparer.Bytes),
            Mean([.. ratios, .. Enumerable.Repeat(1.0, unchanged)]) ?? 1, Mean(ratios),
            Mean([.. inBoth.Where(change => change is { EstimateBefore.Cycles: > 0, EstimateAfter.Cycles: > 0 }).Select(change => change.EstimateAfter!.Cycles / change.EstimateBefore!.Cycles)]),
            diff.Notes);
    }

    private static double? Mean(IReadOnlyList<double> ratios) =>
        ratios.Count == 0 ? null : Math.Round(Math.Exp(ratios.Sum(Math.Log) / ratios.Count), 4);
}
