using StencilJit.Model;
using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Diffs;

/// <summary>
/// Compares stencils of two sets on one target. Names count, and what they stand for: a set with one micro-op more has
/// its traps at other indices and its constants at other offsets, and no stencil changed by that.
/// </summary>
/// <param name="before">The set before.</param>
/// <param name="after">The set after.</param>
internal sealed class StencilComparer(DecodedSet before, DecodedSet after)
{
    /// <summary>What became of a stencil that both sets have.</summary>
    public ChangeKind Compare(Stencil old, Stencil now)
    {
        if (!old.Holes.SequenceEqual(now.Holes) || old.Kind != now.Kind)
            return ChangeKind.MeaningChanged;
        if (FirstDifference(old, now) is null)
            return ChangeKind.Unchanged;
        var growth = Bytes(now) - Bytes(old);
        if (growth != 0)
            return growth < 0 ? ChangeKind.Smaller : ChangeKind.Larger;
        return HasMoved([.. Fields(before.Set, old)], [.. Fields(after.Set, now)]) ? ChangeKind.HoleMoved : ChangeKind.Different;
    }

    /// <summary>The position of the variant that shows a change best: the first one that became longer or shorter, else the first that differs.</summary>
    public int ShownPosition(Stencil old, Stencil now)
    {
        var both = Math.Min(old.Variants.Count, now.Variants.Count);
        for (var position = 0; position < both; position++)
            if (old.Variants[position].Code.Length != now.Variants[position].Code.Length)
                return position;
        // Where the meaning alone changed, any variant will do.
        return FirstDifference(old, now) ?? 0;
    }

    /// <summary>The bytes of all variants.</summary>
    public static long Bytes(Stencil stencil) => stencil.Variants.Sum(variant => (long)variant.Code.Length);

    // Null where no variant differs; a variant that only one of them has is a difference as well.
    private int? FirstDifference(Stencil old, Stencil now)
    {
        var both = Math.Min(old.Variants.Count, now.Variants.Count);
        for (var position = 0; position < both; position++)
            if (!IsSame(old, now, position))
                return position;
        return old.Variants.Count == now.Variants.Count ? null : both - 1;
    }

    private bool IsSame(Stencil old, Stencil now, int position)
    {
        var (one, other) = (old.Variants[position], now.Variants[position]);
        if (one.Patches.Count != other.Patches.Count || !one.Code.AsSpan().SequenceEqual(other.Code))
            return false;
        for (var index = 0; index < one.Patches.Count; index++)
            if (!IsSame(old, now, position, one.Patches[index], other.Patches[index]))
                return false;
        return true;
    }

    private bool IsSame(Stencil old, Stencil now, int position, Patch one, Patch other)
    {
        if (one.Offset != other.Offset || one.Kind != other.Kind || one.Source != other.Source)
            return false;
        if (one.Source == PatchSource.Data)
        {
            // How wide a constant is only the instruction tells; mostly what follows it is the same as well.
            return before.DataAt(one).SequenceEqual(after.DataAt(other))
                || before.Constant(old, position, one).SequenceEqual(after.Constant(now, position, other));
        }

        return one.Addend == other.Addend && Name(before.Set, old, one) == Name(after.Set, now, other);
    }

    // Another trap in a field of the same place is another value, not a field elsewhere.
    private static bool HasMoved(IReadOnlyList<(int Position, int Offset, PatchKind Kind, string Name)> old, IReadOnlyList<(int Position, int Offset, PatchKind Kind, string Name)> now) =>
        !old.Select(field => (field.Position, field.Offset, field.Kind)).SequenceEqual(now.Select(field => (field.Position, field.Offset, field.Kind)))
        || (!old.SequenceEqual(now) && old.Select(field => field.Name).Order(StringComparer.Ordinal).SequenceEqual(now.Select(field => field.Name).Order(StringComparer.Ordinal)));

    private static IEnumerable<(int Position, int Offset, PatchKind Kind, string Name)> Fields(StencilSet set, Stencil stencil) =>
        stencil.Variants.SelectMany((variant, position) => variant.Patches.Select(patch => (position, patch.Offset, patch.Kind, Name(set, stencil, patch))));

    private static string Name(StencilSet set, Stencil stencil, Patch patch) => patch.Source switch
    {
        PatchSource.Hole => stencil.Holes[patch.Index].Name,
        PatchSource.Trap => "trap " + set.Traps[patch.Index],
        _ => "data",
    };
}
