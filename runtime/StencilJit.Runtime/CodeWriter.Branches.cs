using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>Stencils that branch to labels.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>Appends a stencil with a label and no other holes.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="label">Where it branches to.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    public void EmitBranch(int variant, Label label) => EmitBranch(variant, label, 0);

    /// <summary>Appends a stencil with a label and another hole.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="label">Where it branches to.</param>
    /// <param name="v0">The other hole's value.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void EmitBranch(int variant, Label label, ulong v0)
    {
        if (TryEmitAbsoluteBranch(variant, label, v0))
            return;
        values[0] = v0;
        EmitGeneralBranch(variant, label);
    }

    /// <summary>Appends a stencil with a label and two to four other holes.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="label">Where it branches to.</param>
    /// <param name="v0">The first other hole's value.</param>
    /// <param name="v1">The second other hole's value.</param>
    /// <param name="v2">The third other hole's value.</param>
    /// <param name="v3">The fourth other hole's value; like the others, it does not matter where there are fewer.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void EmitBranch(int variant, Label label, ulong v0, ulong v1, ulong v2 = 0, ulong v3 = 0)
    {
        if (TryEmitAbsoluteBranch(variant, label, v0, v1))
            return;
        SetValues(v0, v1, v2, v3);
        EmitGeneralBranch(variant, label);
    }

    /// <summary>Appends a stencil with any number of labels and other holes.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="targets">Where it branches to, in the order of its label holes.</param>
    /// <param name="holes">The other holes' values.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    public void EmitBranch(int variant, ReadOnlySpan<Label> targets, ReadOnlySpan<ulong> holes)
    {
        SetValues(holes);
        byte* at = cursor;
        CopyWord word = Word(variant);
        EmitFixed(variant, word);
        ulong* patches = LabelPatches(word);
        CheckLabels(variant, word, patches, targets.Length);
        foreach (Label target in targets)
            _ = LabelEntry(target);
        for (int i = 0; i < word.LabelCount; i++)
        {
            var patch = new PatchWord(patches[-i]);
            AddBranch(at, patch, targets[patch.Value]);
        }

        cursor = at + word.Length;
    }

    /// <summary>Appends a branch of the usual kind with no fixed patch but the first hole's, absolute, if that is what it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryEmitAbsoluteBranch(int variant, Label label, ulong v0)
    {
        if (!X86Base.IsSupported || (uint)variant >= (uint)fastCount)
            return false;
        ulong word = words[(uint)variant];
        byte* at = cursor;
        byte* end = at + CopyWord.LengthOf(word);
        if (((uint)word & CopyWord.AbsoluteBranch) == 0 || end > limit)
            return false;
        ulong* source = Copy(word, at);
        X64Patch.WriteAbsolute(at, v0, source[-1]);
        if (!TryAddUsualBranch(at + (ushort)source[-CopyWord.FirstLabel], label))
            return false;
        cursor = end;
        return true;
    }

    /// <summary>Appends a branch of the usual kind with no fixed patches but absolute ones of the first two holes, if that is what it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryEmitAbsoluteBranch(int variant, Label label, ulong v0, ulong v1)
    {
        if (!X86Base.IsSupported || (uint)variant >= (uint)fastCount)
            return false;
        ulong word = words[(uint)variant];
        byte* at = cursor;
        byte* end = at + CopyWord.LengthOf(word);
        if (((uint)word & CopyWord.AbsolutePairBranch) == 0 || end > limit)
            return false;
        ulong* source = Copy(word, at);
        X64Patch.WriteAbsolute(at, v0, v1, source[-1]);
        X64Patch.WriteAbsolute(at, v0, v1, source[-2]);
        if (!TryAddUsualBranch(at + (ushort)source[-CopyWord.FirstLabel], label))
            return false;
        cursor = end;
        return true;
    }

    /// <summary>Appends a stencil with a label whose other holes' values are set.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitGeneralBranch(int variant, Label label)
    {
        byte* at = cursor;
        CopyWord word = Word(variant);
        EmitFixed(variant, word);
        ulong* patches = LabelPatches(word);
        CheckLabels(variant, word, patches, 1);
        for (int i = 0; i < word.LabelCount; i++)
            AddBranch(at, new PatchWord(patches[-i]), label);
        cursor = at + word.Length;
    }

    /// <summary>The first label patch of a stencil; the others stand before.</summary>
    private ulong* LabelPatches(CopyWord word) => code + word.CodeIndex - 1 - Math.Max(word.FixedCount, VariantWord.PaddedPatches);

    /// <summary>Refuses a number of labels other than that of the stencil's label holes.</summary>
    private void CheckLabels(int variant, CopyWord word, ulong* patches, int given)
    {
        int holes = 0;
        for (int i = 0; i < word.LabelCount; i++)
            holes = Math.Max(holes, new PatchWord(patches[-i]).Value + 1);
        if (holes != given)
        {
            throw new ArgumentException(
                $"Variant {variant} of '{image.Table.Name}' branches to {holes} labels, but {given} {(given == 1 ? "is" : "are")} given.");
        }
    }
}
