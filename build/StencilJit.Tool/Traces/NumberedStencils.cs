using System.Runtime.InteropServices;
using StencilJit.Model;
using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Traces;

/// <summary>The stencils of a lock by the numbers that the generated table, and so a trace, gives them with their registers chosen.</summary>
internal sealed class NumberedStencils
{
    private readonly int[] firstNumbers;
    private readonly Dictionary<int, (byte[] Code, byte[] Mask)> known = [];

    public NumberedStencils(StencilSet set)
    {
        Set = set;
        firstNumbers = new int[set.Stencils.Count];
        for (var index = 0; index < firstNumbers.Length; index++)
        {
            firstNumbers[index] = Count;
            Count += set.Stencils[index].Combinations;
        }
    }

    public StencilSet Set { get; }

    /// <summary>How many numbers there are: one for each stencil with each choice of registers.</summary>
    public int Count { get; }

    /// <summary>The place in <see cref="StencilSet.Stencils"/> of the stencil that a number is of.</summary>
    public int IndexOf(int number)
    {
        var index = Array.BinarySearch(firstNumbers, number);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>The stencil that a number is of.</summary>
    public Stencil Of(int number) => Set.Stencils[IndexOf(number)];

    /// <summary>The registers that a number chooses; null where the stencil cannot have them.</summary>
    public IReadOnlyList<RegisterChoice>? RegistersOf(int number)
    {
        var (stencil, chosen) = Chosen(number);
        return IsPossible(stencil, chosen) ? RegisterChoice.Of(Set, stencil, chosen) : null;
    }

    /// <summary>Whether stitched code can be a number's: the bits are the same wherever nothing is patched.</summary>
    public bool Matches(int number, ReadOnlySpan<byte> stitched)
    {
        if (!known.TryGetValue(number, out var expected))
        {
            var (stencil, chosen) = Chosen(number);
            if (!IsPossible(stencil, chosen))
                return false;
            known[number] = expected = (stencil.CodeFor(Set, chosen), Mask(stencil));
        }

        ReadOnlySpan<byte> code = expected.Code;
        ReadOnlySpan<byte> mask = expected.Mask;
        if (code.Length != stitched.Length)
            return false;
        var index = 0;
        for (; index <= code.Length - sizeof(ulong); index += sizeof(ulong))
            if (((Word(code, index) ^ Word(stitched, index)) & Word(mask, index)) != 0)
                return false;
        for (; index < code.Length; index++)
            if (((code[index] ^ stitched[index]) & mask[index]) != 0)
                return false;
        return true;
    }

    private (Stencil Stencil, int[] Registers) Chosen(int number)
    {
        var index = IndexOf(number);
        var stencil = Set.Stencils[index];
        return (stencil, stencil.RegistersOf(number - firstNumbers[index]));
    }

    private bool IsPossible(Stencil stencil, int[] registers) =>
        stencil.Registers.Zip(registers).All(pair => pair.Second < Set.Pool(pair.First.Class).Count) && stencil.Allows(registers);

    private static ulong Word(ReadOnlySpan<byte> bytes, int index) => MemoryMarshal.Read<ulong>(bytes[index..]);

    private static byte[] Mask(Stencil stencil)
    {
        var mask = new byte[stencil.Code.Length];
        mask.AsSpan().Fill(byte.MaxValue);
        foreach (var patch in stencil.Patches)
        {
            var field = PatchField.Of(patch.Kind);
            for (var index = 0; index < field.Bytes; index++)
                mask[patch.Offset + index] &= (byte)~(field.Mask >> (8 * index));
        }

        return mask;
    }
}
