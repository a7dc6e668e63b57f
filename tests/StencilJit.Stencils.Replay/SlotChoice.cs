namespace StencilJit.Stencils.Replay;

/// <summary>Slots for the operands and the result of one run, taken in turn from offsets at the ends of address forms.</summary>
internal readonly struct SlotChoice(int limit, int turn)
{
    // Around 2^7 and 2^8 (8-bit displacements), 2^12 (AArch64 adds), and the set's own limit.
    private static readonly int[] Offsets = [0, 8, 120, 128, 248, 256, 2040, 2048, 4088, 4096, 8184, 8192, int.MaxValue];

    public static int Count => Offsets.Length;

    public int Result => Offset(3);

    public int Operand(int index) => Offset(4 + index);

    private int Offset(int which) => Math.Min(Offsets[(turn + which) % Offsets.Length], limit);
}
