using System.Buffers.Binary;
using StencilJit.Model;

namespace StencilJit.Tool.Analysis;

/// <summary>Which bits of the code a patch writes. See <see cref="PatchKind"/>.</summary>
/// <param name="Bytes">Bytes of the word that holds the field, at the patch's offset: 1, 4 or 8.</param>
/// <param name="Mask">The field's bits in that word, little-endian.</param>
/// <param name="Part">Which bits of the value it holds where not all of them, such as <c>16..31</c>; else empty.</param>
internal readonly record struct PatchField(int Bytes, ulong Mask, string Part)
{
    /// <summary>The field of a kind of patch.</summary>
    public static PatchField Of(PatchKind kind) => kind switch
    {
        PatchKind.Abs8 => new(1, byte.MaxValue, ""),
        PatchKind.Abs64 => new(8, ulong.MaxValue, ""),
        PatchKind.Abs32 or PatchKind.Rel32 => new(4, uint.MaxValue, ""),
        PatchKind.Bits12 or PatchKind.Bits12Scale2 or PatchKind.Bits12Scale4 or PatchKind.Bits12Scale8 or PatchKind.Bits12Scale4096 => new(4, Bits(10, 12), ""),
        PatchKind.Low12 or PatchKind.Low12Scale4 or PatchKind.Low12Scale8 or PatchKind.Low12Scale16 => new(4, Bits(10, 12), "0..11"),
        PatchKind.Move0 => new(4, Bits(5, 16), "0..15"),
        PatchKind.Move16 => new(4, Bits(5, 16), "16..31"),
        PatchKind.Move32 => new(4, Bits(5, 16), "32..47"),
        PatchKind.Move48 => new(4, Bits(5, 16), "48..63"),
        PatchKind.Branch26 => new(4, Bits(0, 26), ""),
        PatchKind.Branch19 => new(4, Bits(5, 19), ""),
        PatchKind.Branch14 => new(4, Bits(5, 14), ""),
        PatchKind.Page21 => new(4, Bits(5, 19) | Bits(29, 2), "page"),
        PatchKind.ShiftLeft => new(4, Bits(10, 12), ""),
        PatchKind.ShiftRight => new(4, Bits(16, 6), ""),
        PatchKind.Rotate => new(4, Bits(10, 6), ""),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of patch without a field."),
    };

    /// <summary>The lowest bit of the field.</summary>
    public int LowestBit => System.Numerics.BitOperations.TrailingZeroCount(Mask);

    /// <summary>Sets the field to the low bits of a pattern.</summary>
    /// <param name="code">The code from the patch's offset on.</param>
    /// <param name="pattern">What to write; where the field is split, its bits are those under the mask.</param>
    public void Write(Span<byte> code, ulong pattern)
    {
        if (Bytes == 1)
            code[0] = (byte)pattern;
        else if (Bytes == 8)
            BinaryPrimitives.WriteUInt64LittleEndian(code, pattern);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(code, (BinaryPrimitives.ReadUInt32LittleEndian(code) & ~(uint)Mask) | ((uint)(pattern << LowestBit) & (uint)Mask));
    }

    private static ulong Bits(int first, int count) => ((1UL << count) - 1) << first;
}
