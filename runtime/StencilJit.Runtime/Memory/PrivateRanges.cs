namespace StencilJit.Runtime.Memory;

/// <summary>
/// The ranges of a memory file's views that are private memory in huge pages instead, for large writers. Such a range
/// is written in the writable view; committing makes its whole huge pages executable, and writable no longer, and
/// moves them to the executable view. What precedes and follows them is the file's as everywhere else.
/// </summary>
/// <remarks>Whatever the system refuses, the file takes the memory's place again. Callers take turns.</remarks>
internal sealed class PrivateRanges(MemoryFile file, AddressSpace space)
{
    /// <summary>Those that are written, by the offset of their writer.</summary>
    private readonly Dictionary<long, (long Start, long Length)> open = [];

    /// <summary>Those that are executed, by the offset of their code.</summary>
    private readonly Dictionary<long, (long Start, long Length)> committed = [];

    /// <summary>Whether the system refused to commit: written memory must be copied then, so there is no second time.</summary>
    private bool refused;

    /// <summary>Takes private memory for what a large writer may write.</summary>
    public void Begin(long offset, long length)
    {
        if (refused || HugePages.Within(offset, length) is not { } range)
            return;
        nint address = file.Writable + (nint)range.Start;
        try
        {
            space.Decommit(address, range.Length);
            space.Commit(address, range.Length);
        }
        catch (Exception e) when (e is IOException or OutOfMemoryException)
        {
            file.RestoreWritable(range.Start, range.Length);
            return;
        }

        space.PreferHugePages(address, range.Length);
        open.Add(offset, range);
    }

    /// <summary>Makes what a writer has written executable and gives the rest back.</summary>
    /// <returns>How much is not given back: the code, with the rest of a huge page that it mostly fills.</returns>
    /// <exception cref="OutOfMemoryException">There is no memory for it; the writer is still open.</exception>
    public long End(long offset, long executableLength)
    {
        if (!open.TryGetValue(offset, out (long Start, long Length) range))
            return executableLength;

        // What was moved before giving the rest back failed is not there to be moved again.
        long end = Math.Min(offset + executableLength, range.Start + range.Length);
        if (end > range.Start && !committed.ContainsKey(offset))
            Keep(offset, range.Start, end);
        file.RestoreWritable(range.Start, range.Length);
        open.Remove(offset);
        return committed.TryGetValue(offset, out (long Start, long Length) moved)
            ? Math.Max(executableLength, moved.Start + moved.Length - offset)
            : executableLength;
    }

    /// <summary>Gives the memory of freed code back.</summary>
    public void Discard(long offset)
    {
        if (!committed.TryGetValue(offset, out (long Start, long Length) range))
            return;
        file.RestoreExecutable(range.Start, range.Length);
        committed.Remove(offset);
    }

    private void Keep(long offset, long start, long end)
    {
        // Only whole huge pages move. The code that comes after shares the last one with this code's end, unless that
        // is most of it: copying costs more then than what is left is worth.
        long boundary = Math.Max(start, HugePages.RoundDown(end));
        if (end - boundary > HugePages.Size / 2)
            boundary += HugePages.Size;
        file.Store(boundary, Math.Max(0, end - boundary));
        if (start == boundary)
            return;
        if (TryMove(start, boundary - start))
        {
            committed.Add(offset, (start, boundary - start));
            return;
        }

        refused = true;
        file.Store(start, Math.Min(end, boundary) - start);
        file.RestoreExecutable(start, boundary - start);
    }

    private bool TryMove(long start, long length)
    {
        nint address = file.Writable + (nint)start;
        try
        {
            space.MakeExecutable(address, length);
        }
        catch (IOException)
        {
            return false;
        }

        return space.TryMove(address, file.Executable + (nint)start, length);
    }
}
