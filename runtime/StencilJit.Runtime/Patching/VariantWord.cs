namespace StencilJit.Runtime.Patching;

/// <summary>Where the code and patches of a stencil are in a table; see <see cref="StencilTable"/>.</summary>
internal readonly struct VariantWord(ulong bits)
{
    /// <summary>How many fixed patches are written without looking at their count.</summary>
    public const int PaddedPatches = 2;

    /// <summary>How many bytes are copied without looking at the length.</summary>
    public const int CopiedBytes = 32;

    private const ulong CodeIndexMask = 0xFF_FFFF;
    private const ulong GeneralFlag = 1UL << 61;
    private const ulong TrapFlag = 1UL << 62;

    /// <summary>Index of the code's first word in the table's code.</summary>
    public int CodeIndex => (int)(bits & CodeIndexMask);

    public int Length => (ushort)(bits >> 24);

    public int FixedCount => (byte)(bits >> 40);

    public int LabelCount => (byte)(bits >> 48);

    /// <summary>The code is longer, or has more or wider patches, than is written without looking.</summary>
    public bool IsGeneral => (bits & GeneralFlag) != 0;

    /// <summary>Some fixed patch's value is a trap's address.</summary>
    public bool HasTrap => (bits & TrapFlag) != 0;

    /// <summary>How many words stand before the code: patches, with dummies.</summary>
    public int PatchCount => Math.Max(FixedCount, PaddedPatches) + LabelCount;
}
