using System.Runtime.CompilerServices;

namespace StencilJit.Runtime.Patching;

/// <summary>Writes values into x86-64 code.</summary>
internal static unsafe class X64Patch
{
    /// <summary>
    /// Writes an Abs32 or Rel32 patch without a branch: stencils follow each other in an order that no branch predictor
    /// foresees, so one that looked at the kind would cost more than all the rest of stitching. What a Rel32 refers to
    /// is in the same heap as the code, and so within its reach.
    /// </summary>
    /// <param name="code">Where the stencil's code is written.</param>
    /// <param name="address">Low half of the address where that code will run.</param>
    /// <param name="values">The writer's values.</param>
    /// <param name="word">The patch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteNarrow(byte* code, uint address, ulong* values, ulong word) =>
        WriteNarrow(code, address, (uint)values[(byte)(word >> 24)], word);

    /// <summary>The same, where the values of holes are elsewhere, without a branch that tells which of both it is.</summary>
    /// <param name="code">Where the stencil's code is written.</param>
    /// <param name="address">Low half of the address where that code will run.</param>
    /// <param name="values">The writer's values.</param>
    /// <param name="holes">The values of <see cref="StencilUse.MaximumHoles"/> holes.</param>
    /// <param name="word">The patch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteNarrow(byte* code, uint address, ulong* values, ulong* holes, ulong word)
    {
        nint index = (byte)(word >> 24);
        nint isHole = (index - PatchWord.FirstData) >> 63;
        var from = (ulong*)((nint)values ^ (((nint)values ^ (nint)holes) & isHole));
        WriteNarrow(code, address, (uint)from[index & ((StencilUse.MaximumHoles - 1) | ~isHole)], word);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteNarrow(byte* code, uint address, uint value, ulong word)
    {
        // All arithmetic is modulo 2^32. Of the two kinds only Rel32, which is 2, has bit 17 of the word set.
        uint offset = (ushort)word;
        uint relative = (address + offset) & (uint)-(int)((word >> 17) & 1);
        *(uint*)(code + offset) = value + (uint)(word >> 32) - relative;
    }

    /// <summary>Writes an Abs32 patch.</summary>
    /// <param name="code">Where the stencil's code is written.</param>
    /// <param name="value">The value.</param>
    /// <param name="word">The patch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteAbsolute(byte* code, ulong value, ulong word) =>
        *(uint*)(code + (ushort)word) = (uint)value + (uint)(word >> 32);

    /// <summary>Writes an Abs32 patch of one of the first two holes.</summary>
    /// <param name="code">Where the stencil's code is written.</param>
    /// <param name="v0">The first hole's value.</param>
    /// <param name="v1">The second hole's value.</param>
    /// <param name="word">The patch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteAbsolute(byte* code, ulong v0, ulong v1, ulong word)
    {
        uint second = (uint)-(int)((word >> 24) & 1);
        WriteAbsolute(code, v0 ^ ((v0 ^ v1) & second), word);
    }

    /// <summary>Writes a patch of any kind.</summary>
    /// <param name="code">Where the stencil's code is written.</param>
    /// <param name="address">The address where that code will run.</param>
    /// <param name="values">The writer's values.</param>
    /// <param name="word">The patch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(byte* code, nint address, ulong* values, ulong word)
    {
        // What is written for an Abs32 is also the low half of an Abs64.
        WriteNarrow(code, (uint)address, values, word);
        var patch = new PatchWord(word);
        if (patch.Kind == PatchKind.Abs64)
            *(ulong*)(code + patch.Offset) = values[patch.Value] + (ulong)(long)patch.Addend;
    }
}
