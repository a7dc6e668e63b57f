using System.Buffers.Binary;
using StencilJit.Model;

namespace StencilJit.Compiler.Holes;

/// <summary>x86-64: little-endian words of 4 and 8 bytes, and single bytes, at any byte.</summary>
internal sealed class X64FieldForms : IFieldForms
{
    public int Step => 1;

    public PatchKind? Match(ReadOnlySpan<byte[]> codes, int offset, ReadOnlySpan<ulong> values)
    {
        foreach (var kind in (ReadOnlySpan<PatchKind>)[PatchKind.Abs64, PatchKind.Abs32, PatchKind.Abs8])
            if (MatchAll(codes, offset, values, kind))
                return kind;
        return null;
    }

    public void Clear(Span<byte> code, int offset, PatchKind kind) => code.Slice(offset, Size(kind)).Clear();

    public void Write(Span<byte> code, int offset, PatchKind kind, ulong value)
    {
        if (kind == PatchKind.Abs64)
            BinaryPrimitives.WriteUInt64LittleEndian(code[offset..], value);
        else if (kind == PatchKind.Abs32)
            BinaryPrimitives.WriteUInt32LittleEndian(code[offset..], (uint)value);
        else
            code[offset] = (byte)value;
    }

    private static bool MatchAll(ReadOnlySpan<byte[]> codes, int offset, ReadOnlySpan<ulong> values, PatchKind kind)
    {
        for (var probe = 0; probe < codes.Length; probe++)
        {
            var rest = codes[probe].AsSpan(offset);
            if (rest.Length < Size(kind) || !Carries(rest, values[probe], kind))
                return false;
        }
        return true;
    }

    // Words carry what is longer modulo their size, as holes of 32 bits are sign-extended; a byte carries what fits it with or without a sign.
    private static bool Carries(ReadOnlySpan<byte> field, ulong value, PatchKind kind) => kind switch
    {
        PatchKind.Abs64 => BinaryPrimitives.ReadUInt64LittleEndian(field) == value,
        PatchKind.Abs32 => BinaryPrimitives.ReadUInt32LittleEndian(field) == (uint)value,
        _ => field[0] == value || (ulong)(sbyte)field[0] == value,
    };

    private static int Size(PatchKind kind) => kind switch
    {
        PatchKind.Abs64 => sizeof(ulong),
        PatchKind.Abs32 => sizeof(uint),
        _ => sizeof(byte),
    };
}
