using System.Buffers.Binary;
using StencilJit.Model;

namespace StencilJit.Compiler.Holes;

/// <summary>x86-64: little-endian words of 4 and 8 bytes at any byte.</summary>
internal sealed class X64FieldForms : IFieldForms
{
    public int Step => 1;

    public PatchKind? Match(ReadOnlySpan<byte[]> codes, int offset, ReadOnlySpan<ulong> values)
    {
        var wide = true;
        for (var probe = 0; probe < codes.Length; probe++)
        {
            var rest = codes[probe].AsSpan(offset);
            if (rest.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(rest) != (uint)values[probe])
                return null;
            wide &= rest.Length >= 8 && BinaryPrimitives.ReadUInt64LittleEndian(rest) == values[probe];
        }
        return wide ? PatchKind.Abs64 : PatchKind.Abs32;
    }

    public void Clear(Span<byte> code, int offset, PatchKind kind) => code.Slice(offset, kind == PatchKind.Abs64 ? 8 : 4).Clear();

    public void Write(Span<byte> code, int offset, PatchKind kind, ulong value)
    {
        if (kind == PatchKind.Abs64)
            BinaryPrimitives.WriteUInt64LittleEndian(code[offset..], value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(code[offset..], (uint)value);
    }
}
