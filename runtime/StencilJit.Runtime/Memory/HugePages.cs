namespace StencilJit.Runtime.Memory;

/// <summary>Which part of a range is worth huge pages: one fault instead of 512, and one entry of the TLB.</summary>
internal static class HugePages
{
    /// <summary>The length of a huge page where pages have 4 KiB, on x86-64 and AArch64.</summary>
    public const long Size = 2 << 20;

    /// <summary>Clearing a huge page takes about as long as the faults of so many bytes, and longer than those of fewer.</summary>
    public const long LeastWritten = 512 << 10;

    /// <summary>Whether a range to which so much is going to be written should have them.</summary>
    public static bool AreWorth(long expectedBytes) => expectedBytes >= LeastWritten;

    /// <summary>Finds the whole huge pages of a range.</summary>
    /// <returns>Where they are, or null for none.</returns>
    public static (long Start, long Length)? Within(long start, long length)
    {
        long first = RoundUp(start);
        long end = RoundDown(start + length);
        return first < end ? (first, end - first) : null;
    }

    /// <summary>The first boundary of huge pages that is not before a position.</summary>
    public static long RoundUp(long position) => RoundDown(position + Size - 1);

    /// <summary>The last boundary of huge pages that is not behind a position.</summary>
    public static long RoundDown(long position) => position / Size * Size;
}
