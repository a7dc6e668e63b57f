using StencilJit.Model;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Costs;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operations;

/// <summary>Collects what <c>show</c> shows.</summary>
internal static class ShowBuilder
{
    /// <summary>Decodes the stencils of a micro-op.</summary>
    /// <param name="catalog">The set.</param>
    /// <param name="operation">The micro-op; the set has it.</param>
    /// <param name="placement">The placement to show; null for the plainest one.</param>
    /// <param name="all">Whether to show all placements.</param>
    /// <exception cref="ToolException">There is no such placement.</exception>
    public static ShowView Build(OperationCatalog catalog, string operation, string? placement, bool all)
    {
        var stencils = catalog.Locks.Concat(catalog.Sharing.Select(sharing => sharing.Set)).SelectMany(set => OperationCatalog.Stencils(set, operation)).ToList();
        var placements = stencils.Select(stencil => stencil.Placement).Distinct().Order(StringComparer.Ordinal).ToList();
        if (placement is not null && !placements.Contains(placement))
            throw new ToolException($"--placement {placement}: {operation} has {string.Join(", ", placements.Select(text => $"'{text}'"))}.");
        var chosen = all ? placements : [placement ?? Plainest(placements)];
        var first = stencils[0];
        var shown = chosen.SelectMany(text => catalog.Locks.SelectMany(set => Decode(set, operation, text, catalog.Sharing))
            .Concat(catalog.Sharing.SelectMany(sharing => Decode(sharing.Set with { Stencils = sharing.Own }, operation, text, [])))).ToList();
        return new ShowView(
            operation, catalog.Locks[0].Name, first.Documentation, first.Source, new SourceText(catalog.Folder.Path).Of(operation, first.Source).Lines, placements, shown);
    }

    /// <summary>Adds what the stencils cost.</summary>
    public static async Task<ShowView> EstimateAsync(ShowView view, CostEstimator estimator, CancellationToken cancellation)
    {
        var costs = new Dictionary<ShownStencil, ShownCost>(ReferenceEqualityComparer.Instance);
        foreach (var target in view.Stencils.GroupBy(stencil => stencil.Target))
        {
            var estimates = await estimator.EstimateAsync(target.Key, [.. target.Select(stencil => stencil.Code)], cancellation);
            foreach (var (stencil, estimate) in target.Zip(estimates))
                if (estimate is not null)
                    costs[stencil] = new ShownCost(estimate, estimator.Model(target.Key));
        }

        return view with { Stencils = [.. view.Stencils.Select(stencil => stencil with { Cost = costs.GetValueOrDefault(stencil) })] };
    }

    /// <summary>The placement that says most about the micro-op itself: with most operands in registers.</summary>
    public static string Plainest(IReadOnlyList<string> placements) =>
        placements.OrderByDescending(text => text.Count(letter => letter == 'r')).ThenBy(text => text, StringComparer.Ordinal).First();

    private static IEnumerable<ShownStencil> Decode(StencilSet set, string operation, string placement, IReadOnlyList<SharingTarget> sharing)
    {
        if (OperationCatalog.Stencils(set, operation).FirstOrDefault(stencil => stencil.Placement == placement) is not { } stencil)
            return [];
        using var decoder = new StencilDecoder(set);
        var same = sharing.Where(target => target.Base == set.Target && target.Shares(stencil)).Select(target => target.Set.Target).ToList();
        return [Decode(set, decoder, stencil) with { SameOn = same.Count == 0 ? null : same }];
    }

    /// <summary>Decodes a stencil.</summary>
    /// <param name="set">The set that the stencil belongs to.</param>
    /// <param name="decoder">The set's decoder.</param>
    /// <param name="stencil">The stencil.</param>
    public static ShownStencil Decode(StencilSet set, StencilDecoder decoder, Stencil stencil) => new(
        set.Target, stencil.Placement, stencil.Kind.ToString().ToLowerInvariant(), ListBuilder.Holes(stencil),
        RegisterChoice.Pool(set, stencil), decoder.Decode(stencil), Data(set, stencil));

    private static IReadOnlyList<ShownData> Data(StencilSet set, Stencil stencil) =>
    [
        .. stencil.Patches.Where(patch => patch.Source == PatchSource.Data).Select(PatchText.DataOffset).Distinct().Order()
            .Select(offset => new ShownData(offset, Convert.ToHexStringLower(set.Data.AsSpan((int)offset, (int)Math.Min(16, set.Data.Length - offset))))),
    ];
}
