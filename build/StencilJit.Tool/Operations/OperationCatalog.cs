using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Diffs;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operations;

/// <summary>The micro-ops of a set with their stencils on every target.</summary>
internal sealed class OperationCatalog
{
    private readonly IReadOnlyList<StencilSet> locks;

    public OperationCatalog(StencilFolder folder, IReadOnlyList<StencilSet> locks, IReadOnlyList<SharingTarget>? sharing = null)
    {
        Folder = folder;
        this.locks = locks;
        Sharing = sharing ?? [];
    }

    public StencilFolder Folder { get; }

    /// <summary>The locks, one a target; without those of <see cref="Sharing"/>.</summary>
    public IReadOnlyList<StencilSet> Locks => locks;

    /// <summary>The targets that share their code with one of <see cref="Locks"/>.</summary>
    public IReadOnlyList<SharingTarget> Sharing { get; }

    /// <summary>The names of all micro-ops, sorted.</summary>
    public IReadOnlyList<string> Names => [.. locks.SelectMany(set => set.Stencils).Select(stencil => stencil.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Reads the locks of sets.</summary>
    /// <param name="folders">The sets.</param>
    /// <param name="targets">The targets to read, in full; empty for all, where those that share their code are told apart.</param>
    /// <exception cref="ToolException">One cannot be read.</exception>
    public static IReadOnlyList<OperationCatalog> Read(IReadOnlyList<StencilFolder> folders, IReadOnlyList<string> targets) =>
        [.. folders.Select(folder => targets.Count == 0 ? Divide(folder, LockFile.ReadAll(folder, targets)) : new OperationCatalog(folder, LockFile.ReadAll(folder, targets)))];

    private static OperationCatalog Divide(StencilFolder folder, IReadOnlyList<StencilSet> locks)
    {
        var bases = locks.ToDictionary(set => set.Target, set => SharedCode.BaseOf(set, locks));
        return new OperationCatalog(
            folder, [.. locks.Where(set => bases[set.Target] is null)],
            [.. locks.Where(set => bases[set.Target] is not null).Select(set => new SharingTarget(set, bases[set.Target]!.Target, SharedCode.Own(set, bases[set.Target])))]);
    }

    /// <summary>The one set that has a micro-op.</summary>
    /// <exception cref="ToolException">None has it, or several.</exception>
    public static OperationCatalog Having(IReadOnlyList<OperationCatalog> catalogs, string operation)
    {
        var having = catalogs.Where(catalog => catalog.Names.Contains(operation)).ToList();
        if (having.Count == 1)
            return having[0];
        if (having.Count > 1)
            throw new ToolException($"'{operation}' is in the sets {string.Join(" and ", having.Select(catalog => catalog.Folder.Name))}: name one with --set.");
        throw new ToolException($"There is no micro-op '{operation}'. {NearestNames.Advice(operation, catalogs.SelectMany(catalog => catalog.Names), "'stenciljit list' shows all.")}");
    }

    /// <summary>The stencils of a micro-op on one target, sorted by placement.</summary>
    public static IReadOnlyList<Stencil> Stencils(StencilSet set, string operation) => [.. set.Stencils.Where(stencil => stencil.Name == operation)];
}
