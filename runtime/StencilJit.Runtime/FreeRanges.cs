namespace StencilJit.Runtime;

/// <summary>The free ranges of a code heap, by address; neighbours are joined.</summary>
internal sealed class FreeRanges
{
    private readonly List<(long Start, long End)> ranges = [];

    public FreeRanges(long length)
    {
        ranges.Add((0, length));
    }

    /// <summary>The length of the longest range.</summary>
    public long Longest
    {
        get
        {
            long longest = 0;
            foreach ((long start, long end) in ranges)
                longest = Math.Max(longest, end - start);
            return longest;
        }
    }

    /// <summary>The sum of all ranges.</summary>
    public long Total
    {
        get
        {
            long total = 0;
            foreach ((long start, long end) in ranges)
                total += end - start;
            return total;
        }
    }

    /// <summary>Takes from the first range that is long enough: code that is near other code shares its pages.</summary>
    /// <param name="length">How much.</param>
    /// <param name="alignment">What the start is to be a multiple of; where no range is long enough then, any start does.</param>
    /// <returns>Where it starts, or -1.</returns>
    public long Take(long length, long alignment)
    {
        for (int i = 0; i < ranges.Count; i++)
        {
            (long start, long end) = ranges[i];
            long aligned = (start + alignment - 1) / alignment * alignment;
            if (end - aligned < length)
                continue;
            ranges.RemoveAt(i);
            Return(start, aligned - start);
            Return(aligned + length, end - (aligned + length));
            return aligned;
        }

        return alignment == 1 ? -1 : Take(length, alignment: 1);
    }

    /// <summary>Gives a range back.</summary>
    public void Return(long start, long length)
    {
        if (length == 0)
            return;
        long end = start + length;
        int next = FirstAtOrAfter(start);
        bool joinsPrevious = next > 0 && ranges[next - 1].End == start;
        bool joinsNext = next < ranges.Count && ranges[next].Start == end;
        switch (joinsPrevious, joinsNext)
        {
            case (true, true):
                ranges[next - 1] = (ranges[next - 1].Start, ranges[next].End);
                ranges.RemoveAt(next);
                break;
            case (true, false):
                ranges[next - 1] = (ranges[next - 1].Start, end);
                break;
            case (false, true):
                ranges[next] = (start, ranges[next].End);
                break;
            default:
                ranges.Insert(next, (start, end));
                break;
        }
    }

    private int FirstAtOrAfter(long start)
    {
        int low = 0;
        int high = ranges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (ranges[middle].Start < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
