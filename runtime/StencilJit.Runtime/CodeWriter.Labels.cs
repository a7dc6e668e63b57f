using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StencilJit.Runtime;

/// <content>Labels and the branches to them.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>A label that nothing branches to yet. What is below the next two are links to the newest branch to one.</summary>
    private const int Unused = -1;

    /// <summary>A label of a range that nothing branches to yet.</summary>
    private const int LateUnused = -2;

    /// <summary>A label of a range that late branches wait for.</summary>
    private const int LateAwaited = -3;

    /// <summary>The bits of this writer's label number 0.</summary>
    private readonly ulong firstLabel;

    /// <summary>For each label where it is bound, as an offset in the heap, or what is to be patched once that is known.</summary>
    private int[] labels = new int[16];

    private int labelCount;

    /// <summary>How many labels are defined; give it to <see cref="ResetLabels"/> to forget those defined later.</summary>
    public int LabelMark => labelCount;

    /// <summary>Makes a label, to be bound later.</summary>
    public Label DefineLabel()
    {
        int index = labelCount;
        int[] all = labels;
        if ((uint)index >= (uint)all.Length)
            return DefineOneMore();
        all[index] = Unused;
        labelCount = index + 1;
        return new Label(firstLabel + (uint)index);
    }

    /// <summary>
    /// Makes many labels at once, to be bound later: for places that code far away branches to, such as functions. Branches to those that are
    /// not bound yet are completed at the end, in the order of the code.
    /// </summary>
    /// <param name="count">How many, 0 or more.</param>
    public LabelRange DefineLabels(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int first = labelCount;
        int end = checked(first + count);
        if (end > labels.Length)
            Array.Resize(ref labels, (int)Math.Min(2L * end, Array.MaxLength));
        labels.AsSpan(first, count).Fill(LateUnused);
        labelCount = end;
        lateEnd = end;
        return new LabelRange(firstLabel + (uint)first, count);
    }

    /// <summary>Binds a label to the current position and completes the branches that already refer to it.</summary>
    /// <exception cref="BranchOutOfRangeException">A branch does not reach this far.</exception>
    public void Bind(Label label)
    {
        ref int entry = ref LabelEntry(label);
        int link = entry;
        if (link >= 0 || limit == null)
            ThrowCannotBind(label, link);
        int offset = OffsetOf(cursor);
        entry = offset;
        if (IsAwaited(link))
            WriteBranches(link, offset);
    }

    /// <summary>Whether a label is bound.</summary>
    public bool IsBound(Label label) => LabelEntry(label) >= 0;

    /// <summary>The address where a bound label's code runs.</summary>
    public nint AddressOf(Label label)
    {
        ObjectDisposedException.ThrowIf(state == State.Disposed, this);
        int offset = LabelEntry(label);
        if (offset < 0)
            throw new InvalidOperationException($"{label} has no address before it is bound.");
        return image.Heap.Address + offset;
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
        if (pendingLabels != 0)
        {
            int pending = new ReadOnlySpan<int>(labels, mark, labelCount - mark).IndexOfAnyInRange(int.MinValue, LateAwaited);
            if (pending >= 0)
                throw new InvalidOperationException($"{new Label(firstLabel + (uint)(mark + pending))} is not bound, but code branches to it: bind it before resetting labels.");
        }

        if (mark < lateEnd)
        {
            WriteLateBranches();
            lateEnd = mark;
        }

        labelCount = mark;
    }

    /// <summary>Whether what is known of a label that is not bound says that code branches to it.</summary>
    private static bool IsAwaited(int entry) => entry < LateUnused;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int LabelEntry(Label label)
    {
        ulong index = label.Bits - firstLabel;
        if (index >= (uint)labelCount)
            ThrowForeign(label);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(labels), (nint)index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Label DefineOneMore()
    {
        Array.Resize(ref labels, labels.Length * 2);
        return DefineLabel();
    }

    private void ThrowCannotBind(Label label, int entry)
    {
        ThrowIfNotOpen();
        throw new InvalidOperationException($"{label} is already bound, to position {entry - OffsetOf(start)}.");
    }

    private void ThrowForeign(Label label) =>
        throw new ArgumentException(
            label.Bits >> 32 == firstLabel >> 32
                ? $"{label} was forgotten by ResetLabels."
                : $"{label} is not one of this writer: labels belong to the writer whose DefineLabel made them.",
            nameof(label));

    private void ThrowUnbound()
    {
        int index = Array.FindIndex(labels, 0, labelCount, IsAwaited);
        int link = labels[index];
        int offset = link == LateAwaited ? FirstLateBranchTo(index) : OffsetOf(link);
        throw new InvalidOperationException(
            $"{new Label(firstLabel + (uint)index)} is not bound, but code branches to it from position {offset - OffsetOf(start)}"
            + (pendingLabels > 1 ? $"; {pendingLabels - 1} more labels are not bound either." : "."));
    }
}
