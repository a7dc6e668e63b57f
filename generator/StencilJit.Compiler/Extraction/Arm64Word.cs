using StencilJit.Compiler.Objects;

namespace StencilJit.Compiler.Extraction;

/// <summary>An instruction of a function, as far as branches go (Arm Architecture Reference Manual, C4.1.65: branches, exceptions, system instructions).</summary>
/// <param name="bits">The instruction; without the distance where it branches within the function.</param>
internal sealed class Arm64Word(uint bits)
{
    private const uint InvertedCondition = 1;
    private const uint InvertedZero = 1 << 24;

    /// <summary>The instruction, without the distance to its target.</summary>
    public uint Bits { get; private set; } = bits;

    /// <summary>What stitching fills in.</summary>
    public Relocation? Relocation { get; set; }

    /// <summary>Where it branches to in the function.</summary>
    public Arm64Word? Target { get; set; }

    /// <summary>B.</summary>
    public bool IsJump => (Bits & 0xFC00_0000) == 0x1400_0000;

    /// <summary>A branch that may go on behind itself: B.cond, CBZ, CBNZ, TBZ, TBNZ.</summary>
    public bool IsConditional => ReachesLabels || IsTestBit;

    /// <summary>Whether it branches conditionally within 1 MiB: B.cond, CBZ, CBNZ.</summary>
    public bool ReachesLabels => IsOnFlags || (Bits & 0x7E00_0000) == 0x3400_0000;

    /// <summary>Where the distance, in instructions, is in it, and how many bits it has; no bits where it is no branch within a function.</summary>
    public (int Position, int Width) Distance => IsJump ? (0, 26) : ReachesLabels ? (5, 19) : IsTestBit ? (5, 14) : (0, 0);

    /// <summary>Whether it refers to its own address in another way than a branch: ADR, ADRP, LDR of a literal.</summary>
    public bool IsOtherwiseRelative => (Bits & 0x1F00_0000) == 0x1000_0000 || (Bits & 0x3B00_0000) == 0x1800_0000;

    private bool IsOnFlags => (Bits & 0xFF00_0010) == 0x5400_0000;

    private bool IsTestBit => (Bits & 0x7E00_0000) == 0x3600_0000;

    /// <summary>Lets a conditional branch branch where it did not.</summary>
    public void Invert() => Bits ^= IsOnFlags ? InvertedCondition : InvertedZero;

    /// <summary>Takes the distance out of the instruction.</summary>
    /// <returns>The distance in instructions.</returns>
    public int TakeDistance()
    {
        var (position, width) = Distance;
        var distance = (int)(Bits << (32 - position - width)) >> (32 - width);
        Bits &= ~Mask(position, width);
        return distance;
    }

    /// <summary>The instruction with a distance.</summary>
    public uint With(int distance)
    {
        var (position, width) = Distance;
        return Bits | (((uint)distance << position) & Mask(position, width));
    }

    private static uint Mask(int position, int width) => ((1u << width) - 1) << position;
}
