using StencilJit.Model;

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
        return Fields(before.Set, old).SequenceEqual(Fields(after.Set, now)) ? ChangeKind.Different : ChangeKind.HoleMoved;
    }

    /// <summary>The position of the first variant that differs, or that only one of them has; null where none does.</summary>
    public int? FirstDifference(Stencil old, Stencil now)
    {
        var both = Math.Min(old.Variants.Count, now.Variants.Count);
        for (var position = 0; position < both; position++)
            if (!IsSame(old, now, position))
                return position;
        return old.Variants.Count == now.Variants.Count ? null : both - 1;
    }

    /// <summary>The bytes of all variants.</summary>
    public static long Bytes(Stencil stencil) => stencil.Variants.Sum(variant => (long)variant.Code.Length);

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

    private static IEnumerable<(int Position, int Offset, PatchKind Kind, string Name)> Fields(StencilSet set, Stencil stencil) =>
        stencil.Variants.SelectMany((variant, position) => variant.Patches.Select(patch => (position, patch.Offset, patch.Kind, Name(set, stencil, patch))));

    private static string Name(StencilSet set, Stencil stencil, Patch patch) => patch.Source switch
    {
        PatchSource.Hole => stencil.Holes[patch.Index].Name,
        PatchSource.Trap => "trap " + set.Traps[patch.Index],
        _ => "data",
    };
}
