using System.Buffers.Binary;
using StencilJit.Model;

namespace StencilJit.Compiler.Holes;

/// <summary>
/// AArch64: 16-bit parts in MOVZ and MOVK, scaled 12-bit offsets in loads, stores and ADD, and by how much LSL, LSR, ASR and ROR shift.
/// </summary>
internal sealed class Arm64FieldForms : IFieldForms
{
    // Arm Architecture Reference Manual, C4.1: move wide (immediate), with opc 10 (MOVZ) or 11 (MOVK).
    private const uint MoveWideMask = 0x5F80_0000;
    private const uint MoveWide = 0x5280_0000;

    // Load/store register (unsigned immediate).
    private const uint LoadStoreMask = 0x3B00_0000;
    private const uint LoadStore = 0x3900_0000;

    // Add/subtract (immediate), not shifted and shifted by 12.
    private const uint AddMask = 0x1FC0_0000;
    private const uint Add = 0x1100_0000;
    private const uint AddShifted = 0x1140_0000;

    // Bitfield, SBFM and UBFM: by how much bits move to the right is in immr.
    private const uint BitfieldMask = 0x3F80_0000;
    private const uint Bitfield = 0x1300_0000;

    // Extract, EXTR.
    private const uint ExtractMask = 0x7FA0_0000;
    private const uint Extract = 0x1380_0000;
    private const int Page = 12;
    private const int Immr = 16;
    private const int Imms = 10;

    private static readonly PatchKind[] Moves = [PatchKind.Move0, PatchKind.Move16, PatchKind.Move32, PatchKind.Move48];
    private static readonly PatchKind[] Scales = [PatchKind.Bits12, PatchKind.Bits12Scale2, PatchKind.Bits12Scale4, PatchKind.Bits12Scale8];

    public int Step => 4;

    public PatchKind? Match(ReadOnlySpan<byte[]> codes, int offset, ReadOnlySpan<ulong> values)
    {
        var word = Word(codes[0], offset);
        if ((word & MoveWideMask) == MoveWide)
            return MatchAll(codes, offset, values, Moves[(word >> 21) & 3]);
        if ((word & LoadStoreMask) == LoadStore)
            return MatchAll(codes, offset, values, Scales[word >> 30]);
        if ((word & AddMask) == Add)
            return MatchAll(codes, offset, values, PatchKind.Bits12);
        if ((word & AddMask) == AddShifted)
            return MatchAll(codes, offset, values, PatchKind.Bits12Scale4096);
        if ((word & BitfieldMask) == Bitfield)
            return MatchAll(codes, offset, values, PatchKind.ShiftRight) ?? MatchAll(codes, offset, values, PatchKind.ShiftLeft);
        if ((word & ExtractMask) == Extract)
            return MatchAll(codes, offset, values, PatchKind.Rotate);
        return null;
    }

    public void Clear(Span<byte> code, int offset, PatchKind kind) => Put(code, offset, Word(code, offset) & ~Mask(kind));

    public void Write(Span<byte> code, int offset, PatchKind kind, ulong value) =>
        Put(code, offset, Word(code, offset) | Field(kind, value, Word(code, offset)));

    private static PatchKind? MatchAll(ReadOnlySpan<byte[]> codes, int offset, ReadOnlySpan<ulong> values, PatchKind kind)
    {
        for (var probe = 0; probe < codes.Length; probe++)
        {
            var word = Word(codes[probe], offset);
            if ((word & Mask(kind)) != Field(kind, values[probe], word) || !Fits(kind, values[probe], word))
                return null;
        }
        return kind;
    }

    private static uint Mask(PatchKind kind) => kind switch
    {
        PatchKind.ShiftLeft => 0xFFFu << Imms,
        PatchKind.ShiftRight => 63u << Immr,
        PatchKind.Rotate => 63u << Imms,
        _ => Moves.Contains(kind) ? 0xFFFFu << 5 : 0xFFFu << 10,
    };

    private static uint Field(PatchKind kind, ulong value, uint word)
    {
        var highest = HighestBit(word);
        switch (kind)
        {
            case PatchKind.ShiftLeft:
                return (0 - (uint)value & highest) << Immr | (~(uint)value & highest) << Imms;
            case PatchKind.ShiftRight:
                return ((uint)value & highest) << Immr;
            case PatchKind.Rotate:
                return ((uint)value & highest) << Imms;
        }

        var move = Array.IndexOf(Moves, kind);
        return move >= 0
            ? (uint)((value >> (16 * move)) & 0xFFFF) << 5
            : (uint)((value >> ScaleOf(kind)) & 0xFFF) << 10;
    }

    private static bool Fits(PatchKind kind, ulong value, uint word)
    {
        if (kind is PatchKind.ShiftLeft or PatchKind.ShiftRight or PatchKind.Rotate)
            return value <= HighestBit(word);
        var scale = ScaleOf(kind);
        return scale < 0 || (value >> scale < 4096 && value >> scale << scale == value);
    }

    /// <summary>By how many bits a value of 12 is shifted; -1 of the others.</summary>
    private static int ScaleOf(PatchKind kind) => kind == PatchKind.Bits12Scale4096 ? Page : Array.IndexOf(Scales, kind);

    /// <summary>The number of the highest bit that an instruction works on.</summary>
    private static uint HighestBit(uint word) => (int)word < 0 ? 63u : 31u;

    private static uint Word(ReadOnlySpan<byte> code, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(code[offset..]);

    private static void Put(Span<byte> code, int offset, uint word) => BinaryPrimitives.WriteUInt32LittleEndian(code[offset..], word);
}
