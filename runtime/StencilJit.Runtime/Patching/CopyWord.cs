namespace StencilJit.Runtime.Patching;

/// <summary>
/// Where a copy of a stencil with its registers chosen is, and how it is written; 0 where it is not made yet. Bits 0 to 15: the code's
/// length in bytes; 16 to 20: the flags below; 24 to 31: how many fixed patches there are without dummies; 32 to 39: how many label
/// patches; 40 to 63: the index of the code's first word in the copies. Patches stand before the code as they do in a table.
/// </summary>
internal readonly unsafe struct CopyWord(ulong bits)
{
    /// <summary>
    /// Short code without labels and without fixed patches but, at most, the absolute one of the first hole. One bit that tells all of
    /// that: stencils follow each other in an order that no branch predictor foresees, so all that are frequent take the same path.
    /// </summary>
    public const uint Absolute = 1 << 16;

    /// <summary>Like <see cref="Absolute"/>, but for a branch of the usual kind.</summary>
    public const uint AbsoluteBranch = 1 << 17;

    /// <summary>Like <see cref="AbsoluteBranch"/>, but for up to two fixed patches, each of one of the first two holes.</summary>
    public const uint AbsolutePairBranch = 1 << 20;

    /// <summary>
    /// Code of at most <see cref="PaddedLength"/> bytes without labels, and no more and no other fixed patches than are written without
    /// looking at their number and kind.
    /// </summary>
    public const uint Padded = 1 << 18;

    /// <summary>Some fixed patch's value is a trap's address.</summary>
    public const uint Trap = 1 << 19;

    /// <summary>How many bytes of <see cref="Padded"/> code are copied without looking at the length.</summary>
    public const int PaddedLength = 64;

    /// <summary>How many fixed patches <see cref="Padded"/> code has, with dummies.</summary>
    public const int PaddedPatches = 4;

    private const int FixedShift = 24;
    private const int LabelShift = 32;
    private const int IndexShift = 40;

    /// <summary>How many words there can be in all copies.</summary>
    public const long MaximumWords = 1L << (64 - IndexShift);

    /// <summary>Index of the label patch of a branch with no more fixed patches than padding, counted downwards from the code.</summary>
    public const int FirstLabel = VariantWord.PaddedPatches + 1;

    public int Length => LengthOf(bits);

    public int CodeIndex => (int)IndexOf(bits);

    public int FixedCount => (byte)(bits >> FixedShift);

    public int LabelCount => (byte)(bits >> LabelShift);

    public bool HasTrap => ((uint)bits & Trap) != 0;

    // The fast paths take these from the bare word, which the compiler keeps in a register more readily than a struct.
    public static int LengthOf(ulong bits) => (ushort)bits;

    public static ulong IndexOf(ulong bits) => bits >> IndexShift;

    /// <summary>The word of a copy.</summary>
    /// <param name="entry">What the table says of the stencil.</param>
    /// <param name="code">The copy's code, its patches before it.</param>
    /// <param name="index">The index of the code's first word in the copies.</param>
    public static ulong Of(VariantWord entry, ulong* code, int index) =>
        (uint)entry.Length | Flags(entry, code)
        | (ulong)(uint)entry.FixedCount << FixedShift | (ulong)(uint)entry.LabelCount << LabelShift | (ulong)(uint)index << IndexShift;

    private static uint Flags(VariantWord entry, ulong* code)
    {
        uint flags = entry.HasTrap ? Trap : 0;
        bool isShort = !entry.IsGeneral;
        if (entry.LabelCount == 0)
        {
            if (isShort && IsAbsolute(entry, code, holes: 1))
                flags |= Absolute;
            if (entry.Length <= PaddedLength && entry.FixedCount <= PaddedPatches && IsNarrow(entry, code))
                flags |= Padded;
        }
        else if (isShort && entry.LabelCount == 1 && new PatchWord(code[-FirstLabel]).IsUsualBranch && IsAbsolute(entry, code, holes: 2))
        {
            flags |= AbsolutePairBranch;
            if (IsAbsolute(entry, code, holes: 1))
                flags |= AbsoluteBranch;
        }

        return flags;
    }

    private static bool IsNarrow(VariantWord entry, ulong* code)
    {
        for (int i = 1; i <= entry.FixedCount; i++)
        {
            if (new PatchWord(code[-i]).Kind is not (PatchKind.Abs32 or PatchKind.Rel32))
                return false;
        }

        return true;
    }

    /// <summary>Whether there are no more fixed patches than holes that are given, and all are absolute ones of those.</summary>
    private static bool IsAbsolute(VariantWord entry, ulong* code, int holes)
    {
        for (int i = 1; i <= entry.FixedCount; i++)
        {
            var patch = new PatchWord(code[-i]);
            if (i > holes || patch.Kind != PatchKind.Abs32 || patch.Value >= holes)
                return false;
        }

        return true;
    }
}
