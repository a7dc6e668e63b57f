using StencilJit.Compiler.Targets;
using StencilJit.Model;
using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Diffs;

/// <summary>What a target has in common with the one that its lock builds on, which is not worth being shown twice.</summary>
internal static class SharedCode
{
    /// <summary>The set of the target that another set's target shares its code with; null where it is not among them.</summary>
    public static StencilSet? BaseOf(StencilSet set, IEnumerable<StencilSet> all) =>
        BaseOf(set.Target) is { } target ? all.FirstOrDefault(other => other.Target == target) : null;

    /// <summary>The target that another target shares its code with; null where it is known for none.</summary>
    public static string? BaseOf(string target) => TargetDescription.All.FirstOrDefault(known => known.Rid == target)?.Base;

    /// <summary>The stencils that a target has alone, in their order.</summary>
    /// <param name="set">The set on this target; null for none.</param>
    /// <param name="baseSet">The set on the other one; null for none, so that all are the target's own.</param>
    public static IReadOnlyList<Stencil> Own(StencilSet? set, StencilSet? baseSet)
    {
        if (set is null || baseSet is null)
            return set?.Stencils ?? [];
        using var left = new DecodedSet(baseSet);
        using var right = new DecodedSet(set);
        var comparer = new StencilComparer(left, right);
        var known = baseSet.Stencils.ToDictionary(stencil => (stencil.Name, stencil.Placement));
        return
        [
            .. set.Stencils.Where(stencil =>
                !known.TryGetValue((stencil.Name, stencil.Placement), out var other) || comparer.Compare(other, stencil) != ChangeKind.Unchanged),
        ];
    }
}
