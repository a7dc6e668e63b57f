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
    public void EmitBranch(int variant, Label label)
    {
        if (X86Base.IsSupported && (uint)variant < (uint)fastCount)
        {
            byte* at = cursor;
            ulong entry = variants[variant];
            byte* end = at + VariantWord.LengthOf(entry);
            if (VariantWord.IsSingleBranch(entry, VariantWord.GeneralFlag | VariantWord.FirstPatched | VariantWord.FirstMixed) && end <= limit)
            {
                ulong* source = Copy(entry, at);
                AddBranch(at, new PatchWord(source[-1 - VariantWord.PaddedPatches]), label);
                cursor = end;
                return;
            }
        }

        EmitPatchedBranch(variant, label);
    }

    /// <summary>Appends a stencil with a label and another hole.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="label">Where it branches to.</param>
    /// <param name="v0">The other hole's value.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    public void EmitBranch(int variant, Label label, ulong v0)
    {
        if (X86Base.IsSupported && (uint)variant < (uint)fastCount)
        {
            byte* at = cursor;
            ulong entry = variants[variant];
            byte* end = at + VariantWord.LengthOf(entry);
            if (VariantWord.IsSingleBranch(entry, VariantWord.GeneralFlag | VariantWord.FirstMixed) && end <= limit)
            {
                ulong* source = Copy(entry, at);
                X64Patch.WriteAbsolute(at, v0, source[-1]);
                AddBranch(at, new PatchWord(source[-1 - VariantWord.PaddedPatches]), label);
                cursor = end;
                return;
            }
        }

        values[0] = v0;
        EmitPatchedBranch(variant, label);
    }

    /// <summary>Appends a stencil with a label and two to four other holes.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="label">Where it branches to.</param>
    /// <param name="v0">The first other hole's value.</param>
    /// <param name="v1">The second other hole's value.</param>
    /// <param name="v2">The third other hole's value.</param>
    /// <param name="v3">The fourth other hole's value.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EmitBranch(int variant, Label label, ulong v0, ulong v1, ulong v2 = 0, ulong v3 = 0)
    {
        SetValues(v0, v1, v2, v3);
        EmitPatchedBranch(variant, label);
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
        VariantWord entry = EmitBranchCode(variant);
        ulong* patches = code + entry.CodeIndex - 1 - entry.FirstLabelPatch;
        CheckLabels(variant, entry, patches, targets.Length);
        foreach (Label target in targets)
            _ = LabelEntry(target);
        for (int i = 0; i < entry.LabelCount; i++)
        {
            var patch = new PatchWord(patches[-i]);
            AddBranch(at, patch, targets[patch.Value]);
        }

        cursor = at + entry.Length;
    }

    /// <summary>Appends a stencil with a label whose other holes' values are set.</summary>
    private void EmitPatchedBranch(int variant, Label label)
    {
        byte* at = cursor;
        if (X86Base.IsSupported && (uint)variant < (uint)fastCount)
        {
            ulong word = variants[variant];
            byte* end = at + VariantWord.LengthOf(word);
            if (VariantWord.IsSingleBranch(word, generalMask) && end <= limit)
            {
                CopyAndPatch(word, at);
                AddBranch(at, new PatchWord(code[VariantWord.CodeIndexOf(word) - 1 - VariantWord.PaddedPatches]), label);
                cursor = end;
                return;
            }
        }

        VariantWord entry = EmitBranchCode(variant);
        ulong* patches = code + entry.CodeIndex - 1 - entry.FirstLabelPatch;
        CheckLabels(variant, entry, patches, 1);
        for (int i = 0; i < entry.LabelCount; i++)
            AddBranch(at, new PatchWord(patches[-i]), label);
        cursor = at + entry.Length;
    }

    private VariantWord EmitBranchCode(int variant)
    {
        VariantWord entry = Entry(variant);
        if (X86Base.IsSupported && (entry.Bits & generalMask) == 0)
            CopyAndPatch(entry.Bits, cursor);
        else
            EmitFixed(variant, entry);
        return entry;
    }

    /// <summary>Refuses a number of labels other than that of the stencil's label holes.</summary>
    private void CheckLabels(int variant, VariantWord entry, ulong* patches, int given)
    {
        int holes = 0;
        for (int i = 0; i < entry.LabelCount; i++)
            holes = Math.Max(holes, new PatchWord(patches[-i]).Value + 1);
        if (holes != given)
        {
            throw new ArgumentException(
                $"Variant {variant} of '{image.Table.Name}' branches to {holes} labels, but {given} {(given == 1 ? "is" : "are")} given.");
        }
    }
}
