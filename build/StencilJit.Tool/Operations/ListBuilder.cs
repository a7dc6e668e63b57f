using StencilJit.Model;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operations;

/// <summary>Collects what <c>list</c> shows.</summary>
internal static class ListBuilder
{
    /// <summary>Lists the stencils of sets.</summary>
    /// <param name="catalogs">The sets.</param>
    /// <param name="pattern">A name with * and ?, or a part of one; empty for all.</param>
    /// <param name="bySize">Whether the largest come first; by name otherwise.</param>
    public static ListView Build(IReadOnlyList<OperationCatalog> catalogs, string pattern, bool bySize) =>
        new([.. catalogs.Select(catalog => Build(catalog, pattern, bySize)).Where(set => set.Stencils.Count > 0)]);

    /// <summary>The stencil's holes as text.</summary>
    public static IReadOnlyList<string> Holes(Stencil stencil) => [.. stencil.Holes.Select(hole => $"{hole.Name} {hole.Kind.ToString().ToLowerInvariant()}")];

    private static ListedSet Build(OperationCatalog catalog, string pattern, bool bySize)
    {
        var stencils = catalog.Locks
            .SelectMany(set => set.Stencils.Where(stencil => NamePattern.Matches(stencil.Name, pattern)).Select(stencil => (set.Target, Stencil: stencil)))
            .GroupBy(entry => (entry.Stencil.Name, entry.Stencil.Placement))
            .Select(group => Build([.. group]))
            .OrderByDescending(stencil => bySize ? stencil.Sizes.Max(size => size.Bytes) : 0)
            .ThenBy(stencil => stencil.Operation, StringComparer.Ordinal).ThenBy(stencil => stencil.Placement, StringComparer.Ordinal);
        return new ListedSet(
            catalog.Locks[0].Name, catalog.Folder.Name, [.. catalog.Locks.Select(set => Total(set, pattern))], [.. stencils],
            [.. catalog.Sharing.Select(sharing => Sharing(sharing, pattern))]);
    }

    private static ListedStencil Build(IReadOnlyList<(string Target, Stencil Stencil)> onTargets)
    {
        var first = onTargets[0].Stencil;
        return new ListedStencil(
            first.Name, first.Placement, first.Kind.ToString().ToLowerInvariant(), first.Source, Holes(first),
            [.. onTargets.Select(entry => new ListedSize(entry.Target, entry.Stencil.Code.Length, entry.Stencil.Patches.Count))]);
    }

    private static ListedSharing Sharing(SharingTarget sharing, string pattern) => new(
        sharing.Set.Target, sharing.Base, sharing.Set.Compiler,
        [.. sharing.Own.Where(stencil => NamePattern.Matches(stencil.Name, pattern)).Select(stencil => Build([(sharing.Set.Target, stencil)]))]);

    private static ListedTarget Total(StencilSet set, string pattern)
    {
        var stencils = set.Stencils.Where(stencil => NamePattern.Matches(stencil.Name, pattern)).ToList();
        return new ListedTarget(
            set.Target, set.Compiler, stencils.Count, stencils.Sum(stencil => (long)stencil.Code.Length), set.Data.Length);
    }
}
