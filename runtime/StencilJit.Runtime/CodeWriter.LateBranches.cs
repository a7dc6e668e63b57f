using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>
/// Branches of the usual kind to labels of a range that are not bound yet: in a program a good half of all calls, and each from somewhere else.
/// They are completed at the end in the order of the code; from label to label, each field would be waited for to know the next one.
/// </content>
public sealed unsafe partial class CodeWriter
{
    private LateBranch[] lateBranches = [];
    private int lateCount;

    /// <summary>No label from here on is one of a range.</summary>
    private int lateEnd;

    /// <summary>Whether an entry is that of a label of a range that only late branches wait for, if any.</summary>
    private static bool IsLate(int entry) => (uint)(entry - LateAwaited) <= LateUnused - LateAwaited;

    /// <summary>Notes a branch, if there is room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAddLateBranch(int offset, int label, ref int entry)
    {
        int index = lateCount;
        LateBranch[] all = lateBranches;
        if ((uint)index >= (uint)all.Length)
            return false;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(all), index) = new LateBranch(offset, label);
        lateCount = index + 1;
        pendingLabels += entry - LateAwaited;
        entry = LateAwaited;
        return true;
    }

    private void AddLateBranch(int offset, int label, ref int entry)
    {
        if (lateCount == lateBranches.Length)
            Array.Resize(ref lateBranches, Math.Max(64, 2 * lateCount));
        TryAddLateBranch(offset, label, ref entry);
    }

    /// <summary>Writes the branches to labels that are bound now.</summary>
    private void WriteLateBranches()
    {
        int left = 0;
        foreach (LateBranch branch in lateBranches.AsSpan(0, lateCount))
        {
            int target = labels[branch.Label];
            if (target >= 0)
                *(int*)(origin + branch.Offset) = PatchWord.UsualBranch(target - branch.Offset);
            else
                lateBranches[left++] = branch;
        }

        lateCount = left;
    }

    /// <summary>The offset of the field of the first late branch to a label.</summary>
    private int FirstLateBranchTo(int label) => Array.Find(lateBranches, branch => branch.Label == label).Offset;

    /// <param name="Offset">Where its field is in the heap.</param>
    /// <param name="Label">The index of its label.</param>
    private readonly record struct LateBranch(int Offset, int Label);
}
