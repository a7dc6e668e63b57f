using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>
/// Branches to labels that are not bound yet: a list for each label, the newest first. A branch of the usual kind is linked in the field
/// that is to be written, so that there is nothing to keep elsewhere; others have an entry in an array.
/// </content>
public sealed unsafe partial class CodeWriter
{
    // What a link is: -1 the end of a list; -2 - 2p the branch whose field is at position p; -2 - (2f + 1) the fixup number f.
    private const int FirstLink = -2;

    // Fields from here on have fixups.
    private const int LastLinked = int.MaxValue / 2;

    private Fixup[] fixups = [];
    private int fixupCount;

    /// <summary>The first of the fixups that were done and may be used again, or -1.</summary>
    private int freeFixup = -1;

    /// <summary>How many labels have branches to complete.</summary>
    private int pendingLabels;

    /// <summary>
    /// Writes a branch of the usual kind, at once or when the label is bound, if the label is one of this writer and the field can be
    /// linked. It calls nothing, so that whoever has it in line saves nothing on the stack.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAddUsualBranch(byte* field, Label label)
    {
        ulong index = label.Bits - firstLabel;
        int position = (int)(field - start);
        if (index >= (uint)labelCount || position >= LastLinked)
            return false;
        ref int entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(labels), (nint)index);
        int known = entry;
        if (known >= 0)
        {
            *(int*)field = PatchWord.UsualBranch(known - position);
            return true;
        }

        if (known == Unused)
            pendingLabels++;
        *(int*)field = known;
        entry = FirstLink - (2 * position);
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
        else
            AddFixup(ref entry, (int)(field - start), patch);
    }

    private void AddFixup(ref int entry, int position, PatchWord patch)
    {
        if (entry == Unused)
            pendingLabels++;
        entry = FirstLink - ((2 * NewFixup(new Fixup(position, entry, patch.Bits))) + 1);
    }

    /// <summary>Writes all branches to a label that is bound now.</summary>
    /// <param name="link">The first link of its list.</param>
    /// <param name="target">The position that they branch to.</param>
    private void WriteBranches(int link, int target)
    {
        pendingLabels--;
        do
        {
            int node = FirstLink - link;
            if ((node & 1) == 0)
            {
                int position = node >> 1;
                int* field = (int*)(start + position);
                link = *field;
                *field = PatchWord.UsualBranch(target - position);
            }
            else
            {
                ref Fixup fixup = ref fixups[node >> 1];
                WriteBranch(start + fixup.Position, new PatchWord(fixup.Patch), target);
                link = fixup.Next;
                fixup.Next = freeFixup;
                freeFixup = node >> 1;
            }
        }
        while (link != Unused);
    }

    /// <summary>The position of the field that a link is for.</summary>
    private int PositionOf(int link)
    {
        int node = FirstLink - link;
        return (node & 1) == 0 ? node >> 1 : fixups[node >> 1].Position;
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

    /// <summary>A branch to be completed when its label is bound.</summary>
    private record struct Fixup(int Position, int Next, ulong Patch);
}
