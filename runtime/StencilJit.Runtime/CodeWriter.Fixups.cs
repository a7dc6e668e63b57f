using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>
/// Branches to labels that are not bound yet: a list for each label, the newest first. A branch of the usual kind is linked in the field
/// that is to be written, so that there is nothing to keep elsewhere; others have an entry in an array. Those to labels of a range are
/// <see cref="LateBranch"/>es.
/// </content>
public sealed unsafe partial class CodeWriter
{
    // What a link is: -4 - 2p the branch whose field is at offset p; -4 - (2f + 1) the fixup number f; above, the end of a list.
    private const int FirstLink = -4;

    // Fields from here on have fixups.
    private const int LastLinked = int.MaxValue / 2;

    private Fixup[] fixups = [];
    private int fixupCount;

    /// <summary>The first of the fixups that were done and may be used again, or -1.</summary>
    private int freeFixup = -1;

    /// <summary>How many labels have branches to complete.</summary>
    private int pendingLabels;

    /// <summary>
    /// Writes a branch of the usual kind, at once or when its target is known, if the label is one of this writer and the branch can be
    /// noted at once. It calls nothing, so that whoever has it in line saves nothing on the stack.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAddUsualBranch(byte* field, Label label)
    {
        ulong index = label.Bits - firstLabel;
        if (index >= (uint)labelCount)
            return false;
        int offset = OffsetOf(field);
        ref int entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(labels), (nint)index);
        int known = entry;
        if (known >= 0)
        {
            *(int*)field = PatchWord.UsualBranch(known - offset);
            return true;
        }

        if (IsLate(known))
            return TryAddLateBranch(offset, (int)index, ref entry);
        if (offset >= LastLinked)
            return false;
        if (known == Unused)
            pendingLabels++;
        *(int*)field = known;
        entry = FirstLink - (2 * offset);
        return true;
    }

    /// <summary>Writes a branch of the stencil at an address, at once or when the label is bound.</summary>
    private void AddBranch(byte* at, PatchWord patch, Label label)
    {
        byte* field = at + patch.Offset;
        if (patch.IsUsualBranch && TryAddUsualBranch(field, label))
            return;
        ref int entry = ref LabelEntry(label);
        if (entry >= 0)
            WriteBranch(field, patch, entry);
        else if (IsLate(entry) && patch.IsUsualBranch)
            AddLateBranch(OffsetOf(field), (int)(label.Bits - firstLabel), ref entry);
        else
            AddFixup(ref entry, OffsetOf(field), patch);
    }

    private void AddFixup(ref int entry, int offset, PatchWord patch)
    {
        if (!IsAwaited(entry))
            pendingLabels++;
        entry = FirstLink - ((2 * NewFixup(new Fixup(offset, entry, patch.Bits))) + 1);
    }

    /// <summary>Writes all branches to a label that is bound now, but the late ones.</summary>
    /// <param name="link">The first link of its list.</param>
    /// <param name="target">The offset that they branch to.</param>
    private void WriteBranches(int link, int target)
    {
        pendingLabels--;
        while (link <= FirstLink)
        {
            int node = FirstLink - link;
            if ((node & 1) == 0)
            {
                int offset = node >> 1;
                int* field = (int*)(origin + offset);
                link = *field;
                *field = PatchWord.UsualBranch(target - offset);
            }
            else
            {
                ref Fixup fixup = ref fixups[node >> 1];
                WriteBranch(origin + fixup.Offset, new PatchWord(fixup.Patch), target);
                link = fixup.Next;
                fixup.Next = freeFixup;
                freeFixup = node >> 1;
            }
        }
    }

    /// <summary>The offset of the field that a link is for.</summary>
    private int OffsetOf(int link)
    {
        int node = FirstLink - link;
        return (node & 1) == 0 ? node >> 1 : fixups[node >> 1].Offset;
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
                Array.Resize(ref fixups, Math.Max(16, fixups.Length * 2));
            index = fixupCount++;
        }

        fixups[index] = fixup;
        return index;
    }

    /// <summary>Writes the distance to an offset in the heap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteBranch(byte* field, PatchWord patch, int target)
    {
        // A heap is less than 2 GiB long, so a Rel32, the only kind there is in tables and on x86-64, always reaches.
        if (X86Base.IsSupported || patch.Kind == PatchKind.Rel32)
            *(int*)field = target - OffsetOf(field) + patch.Addend;
        else
            Arm64Patch.WriteValue(field, (nint)field + executableDelta, patch, image.Heap.Address + target);
    }

    /// <summary>Where in the heap something is that is written to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int OffsetOf(byte* field) => (int)(field - origin);

    /// <summary>A branch to be completed when its label is bound.</summary>
    private record struct Fixup(int Offset, int Next, ulong Patch);
}
