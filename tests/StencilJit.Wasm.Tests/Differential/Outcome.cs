using System.Globalization;

namespace StencilJit.Wasm.Tests.Differential;

/// <summary>Results as text that compares; all NaNs are alike.</summary>
internal static class Outcome
{
    public static string Of(object? value) => value switch
    {
        null => "nothing",
        float number => float.IsNaN(number) ? "f32 nan" : $"f32 {BitConverter.SingleToUInt32Bits(number):x8}",
        double number => double.IsNaN(number) ? "f64 nan" : $"f64 {BitConverter.DoubleToUInt64Bits(number):x16}",
        object[] values => string.Join(", ", values.Select(Of)),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.GetType().Name} {value:x}"),
    };

    /// <summary>A digest of a memory (FNV-1a).</summary>
    public static string OfMemory(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in bytes)
            hash = (hash ^ value) * 1099511628211;
        return $"memory {hash:x16}";
    }

    /// <summary>What the imported function answers.</summary>
    public static long Mix(int a, long b, double c) => (a * 31L) ^ b ^ (double.IsNaN(c) ? 5 : (long)Math.Clamp(c, -1e15, 1e15));
}
