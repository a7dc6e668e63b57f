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

    /// <summary>Index of the code's first word in the table's code.</summary>
    public int CodeIndex => CodeIndexOf(bits);

    public int Length => LengthOf(bits);

    public int FixedCount => (byte)(bits >> 40);

    public int LabelCount => (byte)(bits >> 48);

    public ulong Bits => bits;

    // The fast path takes these from the bare word, which the compiler keeps in a register more readily than a struct.
    public static int CodeIndexOf(ulong bits) => (int)(bits & CodeIndexMask);

    public static int LengthOf(ulong bits) => (ushort)(bits >> 24);

    /// <summary>Whether there is a single label patch, which stands behind no more fixed patches than padding, and none of the flags.</summary>
    public static bool IsSingleBranch(ulong bits, ulong flags) => ((bits & flags) | ((byte)(bits >> 48) ^ 1UL)) == 0;

    /// <summary>Index of the first label patch, counted downwards from the code.</summary>
    public int FirstLabelPatch => Math.Max(FixedCount, PaddedPatches);
}
