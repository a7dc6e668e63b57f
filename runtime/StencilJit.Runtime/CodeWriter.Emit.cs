using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>Stencils that go on with the next one. What is frequent is tried first, by itself: with what is rare, each would take longer.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>Appends a stencil without holes.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Emit(int variant)
    {
        if ((uint)variant < (uint)fastCount)
        {
            ulong word = words[(uint)variant];
            byte* at = cursor;
            byte* end = at + CopyWord.LengthOf(word);
            if (((uint)word & CopyWord.Absolute) != 0 && end <= limit)
            {
                Copy(word, at);
                cursor = end;
                return;
            }
        }

        // All that is rarer is looked at again out of line: this way nothing is saved on the stack above.
        EmitPatched(variant);
    }

    /// <summary>Appends a stencil with one hole.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="v0">The hole's value.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Emit(int variant, ulong v0)
    {
        if (TryEmitAbsolute(variant, v0))
            return;
        values[0] = v0;
        EmitPatched(variant);
    }

    /// <summary>Appends a stencil with two holes.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="v0">The first hole's value.</param>
    /// <param name="v1">The second hole's value; it does not matter where there is but one.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Emit(int variant, ulong v0, ulong v1)
    {
        if (TryEmitAbsolute(variant, v0))
            return;
        values[0] = v0;
        values[1] = v1;
        EmitPatched(variant);
    }

    /// <summary>Appends a stencil with three or four holes.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="v0">The first hole's value.</param>
    /// <param name="v1">The second hole's value.</param>
    /// <param name="v2">The third hole's value.</param>
    /// <param name="v3">The fourth hole's value; like the others, it does not matter where there are fewer.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Emit(int variant, ulong v0, ulong v1, ulong v2, ulong v3 = 0)
    {
        if (!TryEmitAbsolute(variant, v0))
            EmitFour(variant, v0, v1, v2, v3);
    }

    /// <summary>Appends a stencil with any number of holes.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="holes">The holes' values.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    public void Emit(int variant, ReadOnlySpan<ulong> holes)
    {
        SetValues(holes);
        EmitPatched(variant);
    }

    /// <summary>Appends a stencil with no fixed patch but the first hole's, absolute, if that is what it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryEmitAbsolute(int variant, ulong v0)
    {
        if (!X86Base.IsSupported || (uint)variant >= (uint)fastCount)
            return false;
        ulong word = words[(uint)variant];
        byte* at = cursor;
        byte* end = at + CopyWord.LengthOf(word);
        if (((uint)word & CopyWord.Absolute) == 0 || end > limit)
            return false;
        X64Patch.WriteAbsolute(at, v0, Copy(word, at)[-1]);
        cursor = end;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitFour(int variant, ulong v0, ulong v1, ulong v2, ulong v3)
    {
        SetValues(v0, v1, v2, v3);
        EmitPatched(variant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetValues(ulong v0, ulong v1, ulong v2, ulong v3)
    {
        values[0] = v0;
        values[1] = v1;
        values[2] = v2;
        values[3] = v3;
    }

    private void SetValues(ReadOnlySpan<ulong> holes)
    {
        if (holes.Length > MaximumHoles)
            throw new ArgumentException($"A stencil has at most {MaximumHoles} holes, but {holes.Length} values are given.", nameof(holes));
        holes.CopyTo(new Span<ulong>(values, MaximumHoles));
    }

    /// <summary>A variant's word, after making sure that there is one, that it is made and that its code fits.</summary>
    private CopyWord Word(int variant)
    {
        if ((uint)variant >= (uint)variantCount)
            ThrowNoVariant(variant);
        ulong known = Volatile.Read(ref words[variant]);
        var word = new CopyWord(known != 0 ? known : image.Table.Copies.Make(variant));
        if (cursor + word.Length > limit)
            ThrowNoSpace(word.Length);
        return word;
    }

    /// <summary>Copies code that is no longer than what is copied at once.</summary>
    /// <returns>Where it was copied from; its patches stand before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong* Copy(ulong word, byte* at)
    {
        ulong* source = code + CopyWord.IndexOf(word);
        Copy(source, at);
        return source;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ulong* source, byte* at)
    {
        // Two halves are faster than a vector of 32 bytes, which at any address crosses the end of a cache line half of the time.
        Vector128.Store(Vector128.Load((byte*)source), at);
        Vector128.Store(Vector128.Load((byte*)source + 16), at + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyPadded(ulong* source, byte* at)
    {
        Copy(source, at);
        Vector128.Store(Vector128.Load((byte*)source + 32), at + 32);
        Vector128.Store(Vector128.Load((byte*)source + 48), at + 48);
    }

    /// <summary>Appends a stencil whose holes' values are set.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitPatched(int variant)
    {
        if (X86Base.IsSupported && (uint)variant < (uint)fastCount)
        {
            ulong word = words[(uint)variant];
            byte* at = cursor;
            byte* end = at + CopyWord.LengthOf(word);
            if (((uint)word & paddedMask) == CopyWord.Padded && end <= limit)
            {
                ulong* source = code + CopyWord.IndexOf(word);
                CopyPadded(source, at);
                uint runs = (uint)((nint)at + executableDelta);
                X64Patch.WriteNarrow(at, runs, values, source[-1]);
                X64Patch.WriteNarrow(at, runs, values, source[-2]);
                X64Patch.WriteNarrow(at, runs, values, source[-3]);
                X64Patch.WriteNarrow(at, runs, values, source[-4]);
                cursor = end;
                return;
            }
        }

        EmitGeneral(variant);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitGeneral(int variant)
    {
        CopyWord word = Word(variant);
        if (word.LabelCount != 0)
            ThrowNeedsLabels(variant);
        EmitFixed(variant, word);
        cursor += word.Length;
    }

    /// <summary>Writes code of any length and fixed patches of any number and kind.</summary>
    private void EmitFixed(int variant, CopyWord word)
    {
        ulong* source = code + word.CodeIndex;
        if (missesTraps && word.HasTrap)
            CheckTraps(word, source);
        if (log is not null)
            Record(log, variant, word);
        byte* at = cursor;
        int length = word.Length;
        for (int done = 0; done < length; done += VariantWord.CopiedBytes)
            Vector256.Store(Vector256.Load((byte*)source + done), at + done);
        WriteFixed(at, word, source);
    }

    /// <summary>Writes the fixed patches of code that is copied.</summary>
    private void WriteFixed(byte* at, CopyWord word, ulong* source)
    {
        ulong* last = source - word.FixedCount;
        while (source > last)
        {
            ulong patch = *--source;
            if (X86Base.IsSupported)
                X64Patch.Write(at, (nint)at + executableDelta, values, patch);
            else
                Arm64Patch.Write(at, (nint)at + executableDelta, values, patch);
        }
    }
}
