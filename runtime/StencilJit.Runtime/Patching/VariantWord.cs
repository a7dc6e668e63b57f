namespace StencilJit.Runtime.Patching;

/// <summary>Where the code and patches of a stencil are, as it stands in a table and for each of its copies; see <see cref="StencilTable"/>.</summary>
internal readonly struct VariantWord(ulong bits)
{
    /// <summary>How many fixed patches are written without looking at their count.</summary>
    public const int PaddedPatches = 2;

    /// <summary>How many bytes are copied without looking at the length.</summary>
    public const int CopiedBytes = 32;

    public const ulong CodeIndexMask = 0xFF_FFFF;

    /// <summary>Some fixed patch's value is a trap's address.</summary>
    public const ulong TrapFlag = 1UL << 62;

    /// <summary>The code is longer, or has more or wider patches, than the fast path writes.</summary>
    public const ulong GeneralFlag = 1UL << 61;

    /// <summary>Not for the fast path of stencils without labels: <see cref="GeneralFlag"/> is set, or there are labels.</summary>
    public const ulong SlowFlag = 1UL << 63;

    /// <summary>
    /// In a copy's word, above all that a table's has: how the fixed patches can be written. 0: there are none. 1: the only one
    /// is the first hole's, and absolute. 2: whatever they are.
    /// </summary>
    public const int PatchingShift = 59;

    /// <summary>A copy's word that is less has no fixed patches at all, and nothing else that is not for the fast paths.</summary>
    public const ulong FirstPatched = 1UL << PatchingShift;

    /// <summary>A copy's word that is less has no fixed patch but the first hole's, absolute, and nothing else that is not for the fast paths.</summary>
    public const ulong FirstMixed = 2UL << PatchingShift;

    /// <summary>Index of the code's first word in the table's code.</summary>
    public int CodeIndex => CodeIndexOf(bits);

    public int Length => LengthOf(bits);

    public int FixedCount => (byte)(bits >> 40);

    public int LabelCount => (byte)(bits >> 48);

    public ulong Bits => bits;

    // The fast path takes these from the bare word, which the compiler keeps in a register more readily than a struct.
    public static int CodeIndexOf(ulong bits) => (int)(bits & CodeIndexMask);

    public static int LengthOf(ulong bits) => (ushort)(bits >> 24);

    /// <summary>Tells in a copy's word how its fixed patches can be written.</summary>
    /// <param name="bits">The word, of a table so far.</param>
    /// <param name="first">The first fixed patch, a dummy where there is none.</param>
    public static ulong WithPatching(ulong bits, ulong first)
    {
        var patch = new PatchWord(first);
        ulong patching = new VariantWord(bits).FixedCount switch
        {
            0 => 0,
            1 when patch is { Kind: PatchKind.Abs32, Value: 0 } => FirstPatched,
            _ => FirstMixed,
        };
        return bits | patching;
    }

    /// <summary>Whether there is a single label patch, which stands behind no more fixed patches than padding, and none of the flags.</summary>
    public static bool IsSingleBranch(ulong bits, ulong flags) => ((bits & flags) | ((byte)(bits >> 48) ^ 1UL)) == 0;

    /// <summary>Index of the first label patch, counted downwards from the code.</summary>
    public int FirstLabelPatch => Math.Max(FixedCount, PaddedPatches);
}
