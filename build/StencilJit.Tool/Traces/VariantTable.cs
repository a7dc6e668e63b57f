using System.Runtime.InteropServices;
using StencilJit.Model;
using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Traces;

/// <summary>The variants of a lock by the numbers that the generated table, and so a trace, gives them.</summary>
internal sealed class VariantTable
{
    private readonly (int Stencil, int Position)[] variants;
    private readonly byte[]?[] masks;

    public VariantTable(StencilSet set)
    {
        Set = set;
        variants = [.. set.Stencils.SelectMany((stencil, number) => stencil.Variants.Select((_, position) => (number, position)))];
        masks = new byte[variants.Length][];
    }

    public StencilSet Set { get; }

    /// <summary>How many variants there are.</summary>
    public int Count => variants.Length;

    /// <summary>The number of a variant's stencil in <see cref="StencilSet.Stencils"/>.</summary>
    public int StencilOf(int variant) => variants[variant].Stencil;

    /// <summary>The position of a variant's register operands.</summary>
    public int PositionOf(int variant) => variants[variant].Position;

    /// <summary>The lock's code and patches of a variant.</summary>
    public StencilVariant this[int variant] => Set.Stencils[variants[variant].Stencil].Variants[variants[variant].Position];

    /// <summary>Whether stitched code can be a variant's: the bits are the same wherever nothing is patched.</summary>
    public bool Matches(int variant, ReadOnlySpan<byte> stitched)
    {
        ReadOnlySpan<byte> code = this[variant].Code;
        if (code.Length != stitched.Length)
            return false;
        ReadOnlySpan<byte> mask = masks[variant] ??= Mask(this[variant]);
        var index = 0;
        for (; index <= code.Length - sizeof(ulong); index += sizeof(ulong))
            if (((Word(code, index) ^ Word(stitched, index)) & Word(mask, index)) != 0)
                return false;
        for (; index < code.Length; index++)
            if (((code[index] ^ stitched[index]) & mask[index]) != 0)
                return false;
        return true;
    }

    private static ulong Word(ReadOnlySpan<byte> bytes, int index) => MemoryMarshal.Read<ulong>(bytes[index..]);

    private static byte[] Mask(StencilVariant variant)
    {
        var mask = new byte[variant.Code.Length];
        mask.AsSpan().Fill(byte.MaxValue);
        foreach (var patch in variant.Patches)
        {
            var field = PatchField.Of(patch.Kind);
            for (var index = 0; index < field.Bytes; index++)
                mask[patch.Offset + index] &= (byte)~(field.Mask >> (8 * index));
        }

        return mask;
    }
}
