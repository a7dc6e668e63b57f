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
        if (!old.Holes.SequenceEqual(now.Holes) || !Parameters(old).SequenceEqual(Parameters(now)) || old.Kind != now.Kind)
            return ChangeKind.MeaningChanged;
        if (IsSame(old, now))
            return ChangeKind.Unchanged;
        var growth = Bytes(now) - Bytes(old);
        if (growth != 0)
            return growth < 0 ? ChangeKind.Smaller : ChangeKind.Larger;
        return HasMoved([.. Fields(before.Set, old)], [.. Fields(after.Set, now)]) ? ChangeKind.HoleMoved : ChangeKind.Different;
    }

    /// <summary>The bytes of a stencil's code.</summary>
    public static long Bytes(Stencil stencil) => stencil.Code.Length;

    private bool IsSame(Stencil old, Stencil now)
    {
        if (old.Patches.Count != now.Patches.Count || !old.Code.AsSpan().SequenceEqual(now.Code))
            return false;
        for (var index = 0; index < old.Registers.Count; index++)
            if (!old.Registers[index].Bits.SequenceEqual(now.Registers[index].Bits))
                return false;
        for (var index = 0; index < old.Patches.Count; index++)
            if (!IsSame(old, old.Patches[index], now, now.Patches[index]))
                return false;
        return true;
    }

    private bool IsSame(Stencil old, Patch one, Stencil now, Patch other)
    {
        if (one.Offset != other.Offset || one.Kind != other.Kind || one.Source != other.Source)
            return false;
        if (one.Source == PatchSource.Data)
        {
            // How wide a constant is only the instruction tells; mostly what follows it is the same as well.
            return before.DataAt(one).SequenceEqual(after.DataAt(other))
                || before.Constant(old, one).SequenceEqual(after.Constant(now, other));
        }

        return one.Addend == other.Addend && Name(before.Set, old, one) == Name(after.Set, now, other);
    }

    // What the emit method takes of a register; where its bits are is nothing that callers see.
    private static IEnumerable<(string, RegisterClass, RegisterAccess)> Parameters(Stencil stencil) =>
        stencil.Registers.Select(register => (register.Name, register.Class, register.Access));

    // Another trap in a field of the same place is another value, not a field elsewhere.
    private static bool HasMoved(IReadOnlyList<(int Offset, PatchKind Kind, string Name)> old, IReadOnlyList<(int Offset, PatchKind Kind, string Name)> now) =>
        !old.Select(field => (field.Offset, field.Kind)).SequenceEqual(now.Select(field => (field.Offset, field.Kind)))
        || (!old.SequenceEqual(now) && old.Select(field => field.Name).Order(StringComparer.Ordinal).SequenceEqual(now.Select(field => field.Name).Order(StringComparer.Ordinal)));

    private static IEnumerable<(int Offset, PatchKind Kind, string Name)> Fields(StencilSet set, Stencil stencil) =>
        stencil.Patches.Select(patch => (patch.Offset, patch.Kind, Name(set, stencil, patch)));

    private static string Name(StencilSet set, Stencil stencil, Patch patch) => patch.Source switch
    {
        PatchSource.Hole => stencil.Holes[patch.Index].Name,
        PatchSource.Trap => "trap " + set.Traps[patch.Index],
        _ => "data",
    };
}
