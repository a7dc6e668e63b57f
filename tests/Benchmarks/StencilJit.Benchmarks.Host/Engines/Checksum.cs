namespace StencilJit.Benchmarks.Engines;

/// <summary>FNV-1a of 32 bits: the same few lines in every language.</summary>
internal static class Checksum
{
    public const uint Start = 2166136261;
    private const uint Prime = 16777619;

    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            sum = (sum ^ value) * Prime;
        return sum;
    }
}
