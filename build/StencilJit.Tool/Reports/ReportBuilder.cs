using StencilJit.Model;
using StencilJit.Tool.Diffs;
using StencilJit.Tool.Operations;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Reports;

/// <summary>Collects what a report of a set shows.</summary>
/// <param name="id">What the set is called in the page's addresses.</param>
internal sealed class ReportBuilder(string id)
{
    private readonly Dictionary<string, StencilCache> caches = [];

    /// <summary>Reports of sets, each under an address of its own.</summary>
    /// <param name="catalogs">The sets.</param>
    /// <param name="diff">What changed in a set; null where nothing is compared.</param>
    public static ReportView Build(IReadOnlyList<OperationCatalog> catalogs, Func<OperationCatalog, DiffView?> diff) =>
        new([.. catalogs.Zip(Ids(catalogs)).Select(entry => new ReportBuilder(entry.Second).Build(entry.First, diff(entry.First)))]);

    /// <summary>The names of sets in addresses.</summary>
    public static IReadOnlyList<string> Ids(IReadOnlyList<OperationCatalog> catalogs)
    {
        var ids = new List<string>();
        foreach (var name in catalogs.Select(catalog => catalog.Folder.Name))
            ids.Add(ids.Contains(name) ? $"{name}-{ids.Count + 1}" : name);
        return ids;
    }

    /// <summary>The report of the set as it is now.</summary>
    /// <exception cref="Compiler.CompilationException">There is no libLLVM.</exception>
    public ReportSet Build(OperationCatalog catalog, DiffView? diff)
    {
        var locks = catalog.Locks;
        foreach (var set in locks)
            caches.TryAdd(set.Target, new StencilCache());
        var decoded = new ILookup<string, ShownStencil>[locks.Count];
        try
        {
            Parallel.For(0, locks.Count, index => decoded[index] = caches[locks[index].Target].Decode(locks[index]));
        }
        catch (AggregateException e)
        {
            throw e.InnerExceptions[0];
        }

        var sources = new SourceText(catalog.Folder.Path);
        var first = locks[0];
        return new ReportSet(
            id, first.Name, first.Pinned, first.Integers.Count, first.Floats.Count, [.. locks.Select(Total)],
            [.. Firsts(locks).Select(stencil => Operation(stencil, sources, decoded))], diff is null ? null : Shown(diff));
    }

    // The page shows the lines of a change side by side, and has no use for the same code again.
    private static DiffView Shown(DiffView diff) => diff with { Changes = [.. diff.Changes.Select(change => change with { Before = null, After = null })] };

    private static IEnumerable<Stencil> Firsts(IReadOnlyList<StencilSet> locks) =>
        locks.SelectMany(set => set.Stencils).DistinctBy(stencil => stencil.Name).OrderBy(stencil => stencil.Name, StringComparer.Ordinal);

    private static ReportOperation Operation(Stencil stencil, SourceText sources, IReadOnlyList<ILookup<string, ShownStencil>> decoded)
    {
        var (line, text) = sources.Of(stencil.Name, stencil.Source);
        return new ReportOperation(
            stencil.Name, Path.GetFileNameWithoutExtension(stencil.Source.Split(':')[0]).Trim('(', ')'), stencil.Documentation, stencil.Source, line, text,
            [.. decoded.SelectMany(target => target[stencil.Name]).OrderBy(shown => shown.Placement, StringComparer.Ordinal)]);
    }

    private static ReportTarget Total(StencilSet set) => new(
        set.Target, set.Compiler, set.Features, set.Stencils.Count, set.Stencils.Sum(stencil => (long)stencil.Code.Length), set.Data.Length);
}
