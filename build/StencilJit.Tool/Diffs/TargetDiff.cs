using StencilJit.Model;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Diffs;

/// <summary>One target of a set before and after, compared; what changed is decoded, not yet estimated.</summary>
/// <param name="Target">Its runtime identifier.</param>
/// <param name="Before">The stencils before that were chosen.</param>
/// <param name="After">The ones after.</param>
/// <param name="Changes">What changed.</param>
/// <param name="Notes">What changed of the set as a whole.</param>
internal sealed record TargetDiff(
    string Target, IReadOnlyList<Stencil> Before, IReadOnlyList<Stencil> After, IReadOnlyList<StencilChange> Changes, IReadOnlyList<string> Notes)
{
    /// <summary>Compares.</summary>
    /// <param name="target">The target.</param>
    /// <param name="before">The set before; null where there was none.</param>
    /// <param name="after">The set after; null where there is none.</param>
    /// <param name="only">A name or pattern of the micro-ops to compare; empty for all.</param>
    /// <param name="cancellation">Stops between two stencils.</param>
    /// <exception cref="Compiler.CompilationException">Something changed, and there is no libLLVM to decode it.</exception>
    public static TargetDiff Create(string target, StencilSet? before, StencilSet? after, string only, CancellationToken cancellation)
    {
        var old = Chosen(before, only);
        var now = Chosen(after, only);
        // A set that is not there is an empty one like the other.
        using var left = new DecodedSet(before ?? after! with { Stencils = [] });
        using var right = new DecodedSet(after ?? before! with { Stencils = [] });
        var comparer = new StencilComparer(left, right);
        var changes = new List<StencilChange>();
        foreach (var key in old.Keys.Union(now.Keys))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Compare(target, left, old.GetValueOrDefault(key), right, now.GetValueOrDefault(key), comparer) is { } change)
                changes.Add(change);
        }

        return new TargetDiff(target, [.. old.Values], [.. now.Values], changes, before is null || after is null ? [] : ChangeNotes.Of(before, after));
    }

    private static StencilChange? Compare(string target, DecodedSet left, Stencil? old, DecodedSet right, Stencil? now, StencilComparer comparer)
    {
        if (old is null || now is null)
        {
            var (kind, one, set) = old is null ? (ChangeKind.Added, now!, right) : (ChangeKind.Removed, old, left);
            var code = set.Decode(one);
            return Change(target, one, kind, [], old, old is null ? null : code, now, now is null ? null : code);
        }

        var change = comparer.Compare(old, now);
        if (change == ChangeKind.Unchanged)
            return null;
        var (before, after) = (left.Decode(old), right.Decode(now));
        return Change(target, now, change, ChangeNotes.Of(left, old, before, right, now, after), old, before, now, after);
    }

    private static StencilChange Change(
        string target, Stencil named, ChangeKind kind, IReadOnlyList<string> notes, Stencil? old, DecodedCode? before, Stencil? now, DecodedCode? after) =>
        new(named.Name, named.Placement, target, kind, notes,
            old is null ? null : StencilComparer.Bytes(old), now is null ? null : StencilComparer.Bytes(now),
            null, null, before, after, DiffLines.Of(before, after));

    private static Dictionary<(string, string), Stencil> Chosen(StencilSet? set, string only) =>
        (set?.Stencils ?? []).Where(stencil => NamePattern.Matches(stencil.Name, only)).ToDictionary(stencil => (stencil.Name, stencil.Placement));
}
