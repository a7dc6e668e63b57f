namespace StencilJit.Runtime.Memory;

/// <summary>Which part of a range is worth huge pages: one fault instead of 512, and one entry of the processor's page cache.</summary>
internal static class HugePages
{
    /// <summary>The length of a huge page where pages have 4 KiB, on x86-64 and AArch64.</summary>
    public const long Size = 2 << 20;

    /// <summary>Below this a range is left alone: writers ask for several times of what they use.</summary>
    public const long SmallestRange = 8 << 20;

    /// <summary>So much of a range stays in small pages, so that one of which little is used has no huge page cleared for it.</summary>
    private const long SmallPart = 1 << 20;

    /// <summary>Finds the whole huge pages of a range.</summary>
    /// <param name="start">The range's first byte; afterwards that of the first huge page.</param>
    /// <param name="length">The range's length; afterwards that of all huge pages together.</param>
    /// <returns>Whether there are any.</returns>
    public static bool Within(ref long start, ref long length)
    {
        if (length < SmallestRange)
            return false;
        long end = RoundDown(start + length);
        start = RoundDown(start + SmallPart + Size - 1);
        length = end - start;
        return true;
    }

    /// <summary>The last boundary of huge pages that is not behind a position.</summary>
    public static long RoundDown(long position) => position / Size * Size;
}
