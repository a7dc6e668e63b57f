using StencilJit.Tool.Cli;
using StencilJit.Tool.Costs;
using StencilJit.Tool.Diffs;
using StencilJit.Tool.Operands;
using StencilJit.Tool.Operations;

namespace StencilJit.Tool.Reports;

/// <summary>Compares the sets of a report with a base.</summary>
internal static class ReportBase
{
    /// <summary>Compares every set that the base has something to say of.</summary>
    /// <param name="catalogs">The sets of the report.</param>
    /// <param name="before">The base.</param>
    /// <param name="context">What the command line says of operands.</param>
    /// <param name="estimator">Estimates what changed.</param>
    /// <param name="cancellation">Stops compilers and git.</param>
    /// <exception cref="ToolException">The base cannot be read, or is of none of the sets.</exception>
    public static async Task<IReadOnlyDictionary<OperationCatalog, DiffView>> CompareAsync(
        IReadOnlyList<OperationCatalog> catalogs, IOperand before, OperandContext context, Lazy<Task<CostEstimator?>> estimator, CancellationToken cancellation)
    {
        var diffs = new Dictionary<OperationCatalog, DiffView>();
        if (before is IFixedOperand known)
        {
            var snapshot = known.Read(context.Targets);
            var name = snapshot.Locks[0].Name;
            var catalog = catalogs.FirstOrDefault(each => each.Locks[0].Name == name)
                ?? throw new ToolException($"--base {before.Text}: it holds the set {name}, and the report is of {string.Join(", ", catalogs.Select(each => each.Locks[0].Name))}.");
            diffs[catalog] = await CompareAsync(catalog, snapshot, before is FileOperand, estimator, cancellation);
            return diffs;
        }

        foreach (var catalog in catalogs)
            diffs[catalog] = await CompareAsync(catalog, await before.ReadAsync(catalog.Folder, context, cancellation), isOneTarget: false, estimator, cancellation);
        return diffs;
    }

    private static Task<DiffView> CompareAsync(OperationCatalog catalog, SetSnapshot before, bool isOneTarget, Lazy<Task<CostEstimator?>> estimator, CancellationToken cancellation)
    {
        var locks = isOneTarget ? [.. catalog.Locks.Where(set => before.On(set.Target) is not null)] : catalog.Locks;
        // What shares its code with one of the report's targets is compared there.
        before = before with { Locks = [.. before.Locks.Where(set => SharedCode.BaseOf(set, before.Locks) is null || locks.Any(own => own.Target == set.Target))] };
        return DiffBuilder.BuildAsync(before, new SetSnapshot("locks", locks), "", estimator, cancellation);
    }
}
