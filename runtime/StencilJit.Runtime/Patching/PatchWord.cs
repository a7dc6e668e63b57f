namespace StencilJit.Runtime.Patching;

/// <summary>One patch as it stands in a table; see <see cref="StencilTable"/> for the bits.</summary>
internal readonly struct PatchWord(ulong bits)
{
    /// <summary>A value index below this is one of the stencil's holes.</summary>
    public const int FirstData = 32;

    /// <summary>The value index of the set's first trap.</summary>
    public const int FirstTrap = 33;

    /// <summary>How many values a writer keeps at most: an index is a byte.</summary>
    public const int MaximumTraps = 256 - FirstTrap;

    // Where the field of a branch ends, the next instruction begins, whose address it counts from.
    private const int UsualAddend = -sizeof(int);

    /// <summary>Byte offset of the field from the start of the stencil's code.</summary>
    public int Offset => (ushort)bits;

    public PatchKind Kind => (PatchKind)(byte)(bits >> 16);

    /// <summary>Which of the writer's values; for a label patch which of the stencil's labels.</summary>
    public int Value => (byte)(bits >> 24);

    public int Addend => (int)(bits >> 32);

    public ulong Bits => bits;

    /// <summary>Whether it is the distance from the field's own end, as in every branch of x86-64.</summary>
    public bool IsUsualBranch => Kind == PatchKind.Rel32 && Addend == UsualAddend;

    /// <summary>The same value and field, written in another way.</summary>
    public PatchWord With(PatchKind kind, int addend) => new((bits & 0xFF00_FFFF) | ((ulong)kind << 16) | ((ulong)(uint)addend << 32));

    /// <summary>What a usual branch has in its field.</summary>
    /// <param name="distance">How far the target is from the field.</param>
    public static int UsualBranch(int distance) => distance + UsualAddend;
}
