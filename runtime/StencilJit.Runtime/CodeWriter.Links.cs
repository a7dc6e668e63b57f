namespace StencilJit.Runtime;

/// <content>Branches to what another writer stitches.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>
    /// Binds labels to where another writer has bound others, so that code of one writer branches to that of the other: several
    /// threads stitch one program, each with a writer and a range of labels of its own, label <c>i</c> of each range for the same
    /// place; or what is new branches to code that is finished already. Labels that the other writer has not bound stay as they are, and so do those that are
    /// bound here.
    /// </summary>
    /// <remarks>
    /// Writers may link to each other at the same time, each on one thread, if none of them does anything else meanwhile. The other
    /// writer's code has to live, at the same place, as long as this one's: if it is not committed, neither can this one's run.
    /// </remarks>
    /// <param name="own">Labels of this writer.</param>
    /// <param name="other">A writer for the same heap, which may have committed its code.</param>
    /// <param name="others">Its labels, as many.</param>
    /// <exception cref="ArgumentException">A range is not of its writer, they differ in length, or the writers write to two heaps; nothing was changed.</exception>
    /// <exception cref="BranchOutOfRangeException">A branch does not reach this far; this writer can only be disposed of.</exception>
    /// <exception cref="InvalidOperationException">This writer has committed, or tells a log what is stitched: what is recorded is in one piece.</exception>
    public void Link(LabelRange own, CodeWriter other, LabelRange others)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowIfNotOpen();
        ObjectDisposedException.ThrowIf(other.state == State.Disposed, other);
        if (log is not null)
            throw new InvalidOperationException("A writer that tells a log what is stitched cannot be linked: what is to be recorded is stitched with one writer.");
        if (other.image.Heap != image.Heap)
            throw new ArgumentException("The other writer writes to another heap, which branches may not reach.", nameof(other));
        if (own.Count != others.Count)
            throw new ArgumentException($"The other writer has {others.Count} labels in place of {own.Count}.", nameof(others));
        Span<int> entries = Entries(own, nameof(own));
        ReadOnlySpan<int> known = other.Entries(others, nameof(others));
        for (int i = 0; i < entries.Length; i++)
        {
            int link = entries[i];
            int offset = known[i];
            if (link >= 0 || offset < 0)
                continue;
            entries[i] = offset;
            if (IsAwaited(link))
                WriteBranches(link, offset);
        }
    }

    /// <summary>What is known of some of this writer's labels.</summary>
    private Span<int> Entries(LabelRange range, string parameter)
    {
        if (range.Count == 0)
            return default;
        ulong first = range[0].Bits - firstLabel;
        if (first >= (uint)labelCount || (uint)range.Count > (uint)labelCount - first)
            throw new ArgumentException("The labels are not ones of the writer, or were forgotten by ResetLabels.", parameter);
        return labels.AsSpan((int)first, range.Count);
    }
}
