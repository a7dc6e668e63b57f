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
        if (X86Base.IsSupported && (uint)variant < (uint)fastCount)
        {
            byte* at = cursor;
            ulong entry = variants[variant];
            byte* end = at + VariantWord.LengthOf(entry);
            if (entry - 1 < VariantWord.FirstPatched - 1 && end <= limit)
            {
                Copy(entry, at);
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Emit(int variant, ulong v0, ulong v1)
    {
        if (!TryEmitAbsolute(variant, v0))
            EmitTwo(variant, v0, v1);
    }

    /// <summary>Appends a stencil with three or four holes.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="v0">The first hole's value.</param>
    /// <param name="v1">The second hole's value.</param>
    /// <param name="v2">The third hole's value.</param>
    /// <param name="v3">The fourth hole's value.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Emit(int variant, ulong v0, ulong v1, ulong v2, ulong v3 = 0)
    {
        SetValues(v0, v1, v2, v3);
        EmitPatched(variant);
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
        byte* at = cursor;
        ulong entry = variants[variant];
        byte* end = at + VariantWord.LengthOf(entry);
        if (entry - 1 >= VariantWord.FirstMixed - 1 || end > limit)
            return false;
        X64Patch.WriteAbsolute(at, v0, Copy(entry, at)[-1]);
        cursor = end;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitTwo(int variant, ulong v0, ulong v1)
    {
        values[0] = v0;
        values[1] = v1;
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

    /// <summary>A variant's entry, after making sure that there is one, that it is made and that its code fits.</summary>
    private VariantWord Entry(int variant)
    {
        if ((uint)variant >= (uint)variantCount)
            ThrowNoVariant(variant);
        ulong word = Volatile.Read(ref variants[variant]);
        var entry = new VariantWord(word != 0 ? word : image.Table.Copies.Make(variant));
        if (cursor + entry.Length > limit)
            ThrowNoSpace(entry.Length);
        return entry;
    }

    /// <summary>Copies code that is no longer than what is copied at once.</summary>
    /// <returns>Where it was copied from; its patches stand before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong* Copy(ulong entry, byte* at)
    {
        ulong* source = code + VariantWord.CodeIndexOf(entry);
        Vector256.Store(Vector256.Load((byte*)source), at);
        return source;
    }

    /// <summary>Writes what has no more code and patches than are written without looking at their number and kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CopyAndPatch(ulong entry, byte* at)
    {
        ulong* source = Copy(entry, at);
        uint runs = (uint)((nint)at + executableDelta);
        X64Patch.WriteNarrow(at, runs, values, source[-1]);
        X64Patch.WriteNarrow(at, runs, values, source[-2]);
    }

    /// <summary>Appends a stencil whose holes' values are set.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitPatched(int variant)
    {
        if (X86Base.IsSupported && (uint)variant < (uint)fastCount)
        {
            byte* at = cursor;
            ulong entry = variants[variant];
            byte* end = at + VariantWord.LengthOf(entry);
            if (entry - 1 < fastLimit && end <= limit)
            {
                CopyAndPatch(entry, at);
                cursor = end;
                return;
            }
        }

        EmitGeneral(variant);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitGeneral(int variant)
    {
        VariantWord entry = Entry(variant);
        if (entry.LabelCount != 0)
            ThrowNeedsLabels(variant);
        EmitFixed(variant, entry);
        cursor += entry.Length;
    }

    /// <summary>Writes code of any length and fixed patches of any number and kind.</summary>
    private void EmitFixed(int variant, VariantWord entry)
    {
        ulong* source = code + entry.CodeIndex;
        if ((entry.Bits & generalMask & RareMask) != 0)
            EmitRare(variant, entry, source);
        byte* at = cursor;
        for (int done = 0; done < entry.Length; done += VariantWord.CopiedBytes)
            Vector256.Store(Vector256.Load((byte*)source + done), at + done);
        for (int i = 1; i <= entry.FixedCount; i++)
        {
            ulong patch = source[-i];
            if (X86Base.IsSupported)
                X64Patch.Write(at, (nint)at + executableDelta, values, patch);
            else
                Arm64Patch.Write(at, (nint)at + executableDelta, values, patch);
        }
    }
}
