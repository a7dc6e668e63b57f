using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operations;

/// <summary>The micro-ops of a set with their stencils on every target.</summary>
internal sealed class OperationCatalog
{
    private readonly IReadOnlyList<StencilSet> locks;

    public OperationCatalog(StencilFolder folder, IReadOnlyList<StencilSet> locks)
    {
        Folder = folder;
        this.locks = locks;
    }

    public StencilFolder Folder { get; }

    /// <summary>The locks, one a target.</summary>
    public IReadOnlyList<StencilSet> Locks => locks;

    /// <summary>The names of all micro-ops, sorted.</summary>
    public IReadOnlyList<string> Names => [.. locks.SelectMany(set => set.Stencils).Select(stencil => stencil.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Reads the locks of sets.</summary>
    /// <exception cref="ToolException">One cannot be read.</exception>
    public static IReadOnlyList<OperationCatalog> Read(IReadOnlyList<StencilFolder> folders, IReadOnlyList<string> targets) =>
        [.. folders.Select(folder => new OperationCatalog(folder, LockFile.ReadAll(folder, targets)))];

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
