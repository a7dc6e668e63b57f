namespace StencilJit.Runtime.Memory;

/// <summary>Which part of a range is worth huge pages: one fault instead of 512, and one entry of the TLB.</summary>
internal static class HugePages
{
    /// <summary>The length of a huge page where pages have 4 KiB, on x86-64 and AArch64.</summary>
    public const long Size = 2 << 20;

    /// <summary>Below this a range is left alone: writers ask for several times of what they use.</summary>
    public const long SmallestRange = 8 << 20;

    /// <summary>So much of a range stays in small pages, so that one of which little is used has no huge page cleared for it.</summary>
    private const long SmallPart = 1 << 20;

    /// <summary>Finds the whole huge pages of a range.</summary>
    /// <returns>Where they are, or null for none.</returns>
    public static (long Start, long Length)? Within(long start, long length)
    {
        if (length < SmallestRange)
            return null;
        long first = RoundDown(start + SmallPart + Size - 1);
        return (first, RoundDown(start + length) - first);
    }

    /// <summary>The last boundary of huge pages that is not behind a position.</summary>
    public static long RoundDown(long position) => position / Size * Size;
}
