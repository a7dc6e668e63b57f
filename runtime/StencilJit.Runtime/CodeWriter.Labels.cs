using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>Labels and the branches to them.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>A label that nothing refers to yet. Other negative numbers are <c>-2 - f</c>, f the newest of its fixups.</summary>
    private const int Unused = -1;

    /// <summary>For each label its position, or what is to be patched once that is known.</summary>
    private int[] labels = new int[16];

    private int labelCount;

    private Fixup[] fixups = new Fixup[16];
    private int fixupCount;

    /// <summary>The first of the fixups that were done and may be used again, or -1.</summary>
    private int freeFixup = -1;

    /// <summary>How many labels have fixups.</summary>
    private int pendingLabels;

    /// <summary>How many labels are defined; give it to <see cref="ResetLabels"/> to forget those defined later.</summary>
    public int LabelMark => labelCount;

    /// <summary>Makes a label, to be bound later.</summary>
    public Label DefineLabel()
    {
        if (labelCount == labels.Length)
            Array.Resize(ref labels, labels.Length * 2);
        labels[labelCount] = Unused;
        return new Label(labelCount++, number);
    }

    /// <summary>Binds a label to the current position and completes the branches that already refer to it.</summary>
    /// <exception cref="BranchOutOfRangeException">A branch does not reach this far.</exception>
    public void Bind(Label label)
    {
        if (limit == null)
            ThrowIfNotOpen();
        ref int entry = ref LabelEntry(label);
        if (entry >= 0)
            throw new InvalidOperationException($"{label} is already bound, to position {entry}.");
        int position = Position;
        int first = -2 - entry;
        entry = position;
        if (first < 0)
            return;

        pendingLabels--;
        int last = first;
        for (int i = first; i >= 0; i = fixups[i].Next)
        {
            ref Fixup fixup = ref fixups[i];
            WriteBranch(start + fixup.Position, new PatchWord(fixup.Patch), position);
            last = i;
        }

        fixups[last].Next = freeFixup;
        freeFixup = first;
    }

    /// <summary>Whether a label is bound.</summary>
    public bool IsBound(Label label) => LabelEntry(label) >= 0;

    /// <summary>The address where a bound label's code runs.</summary>
    public nint AddressOf(Label label)
    {
        ObjectDisposedException.ThrowIf(state == State.Disposed, this);
        int position = LabelEntry(label);
        if (position < 0)
            throw new InvalidOperationException($"{label} has no address before it is bound.");
        return address + position;
    }

    /// <summary>
    /// Forgets the labels defined since <see cref="LabelMark"/> had the given value, so that labels inside functions take
    /// no more room than the largest function needs. Their numbers are given out again: forgotten labels must not be used.
    /// </summary>
    /// <exception cref="InvalidOperationException">Code branches to one of them that is not bound.</exception>
    public void ResetLabels(int mark)
    {
        if ((uint)mark > (uint)labelCount)
            throw new ArgumentOutOfRangeException(nameof(mark), mark, $"There are {labelCount} labels: the mark is not one of this writer, or was itself reset.");
        for (int i = mark; pendingLabels != 0 && i < labelCount; i++)
        {
            if (labels[i] < Unused)
                throw new InvalidOperationException($"{new Label(i, number)} is not bound, but code branches to it: bind it before resetting labels.");
        }

        labelCount = mark;
    }

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

    private void AddBranch(byte* at, PatchWord patch, Label label)
    {
        byte* field = at + patch.Offset;
        ref int entry = ref LabelEntry(label);
        if (entry >= 0)
        {
            WriteBranch(field, patch, entry);
            return;
        }

        int next = -2 - entry;
        if (next < 0)
            pendingLabels++;
        entry = -2 - NewFixup(new Fixup((int)(field - start), next, patch.Bits));
    }

    private int NewFixup(Fixup fixup)
    {
        int index = freeFixup;
        if (index >= 0)
        {
            freeFixup = fixups[index].Next;
        }
        else
        {
            if (fixupCount == fixups.Length)
                Array.Resize(ref fixups, fixups.Length * 2);
            index = fixupCount++;
        }

        fixups[index] = fixup;
        return index;
    }

    /// <summary>Writes the distance to a position of this writer's own code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteBranch(byte* field, PatchWord patch, int position)
    {
        // A writer's code is less than 2 GiB long, so a Rel32, the only kind there is in tables and on x86-64, always reaches.
        if (X86Base.IsSupported || patch.Kind == PatchKind.Rel32)
            *(int*)field = position - (int)(field - start) + patch.Addend;
        else
            Arm64Patch.WriteValue(field, (nint)field + executableDelta, patch, address + position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int LabelEntry(Label label)
    {
        if (label.Writer != number || (uint)label.Index >= (uint)labelCount)
            ThrowForeign(label);
        return ref labels[label.Index];
    }

    private void ThrowForeign(Label label) =>
        throw new ArgumentException(
            label.Writer == number
                ? $"{label} was forgotten by ResetLabels."
                : $"{label} is not one of this writer: labels belong to the writer whose DefineLabel made them.",
            nameof(label));

    private void ThrowUnbound()
    {
        int index = Array.FindIndex(labels, 0, labelCount, entry => entry < Unused);
        throw new InvalidOperationException(
            $"{new Label(index, number)} is not bound, but code branches to it from position {fixups[-2 - labels[index]].Position}"
            + (pendingLabels > 1 ? $"; {pendingLabels - 1} more labels are not bound either." : "."));
    }

    /// <summary>A branch to be completed when its label is bound.</summary>
    private record struct Fixup(int Position, int Next, ulong Patch);
}
