namespace StencilJit.Peers.Tests.Calls;

/// <summary>Random arguments: where things tend to break, and anywhere. The same for the same seed.</summary>
/// <remarks>The only NaN among them is the one that JavaScript can pass on.</remarks>
internal sealed class ArgumentSource(int seed)
{
    private static readonly int[] s_i32 =
        [0, 1, -1, 2, 7, 31, 32, 63, 64, 127, 128, 255, 256, 0x7fff, 0x8000, 0xffff, 0x10000, int.MaxValue, int.MinValue, int.MinValue + 1];

    private static readonly long[] s_i64 =
        [.. s_i32, 0x80000000, 0xffffffff, 0x100000000, long.MaxValue, long.MinValue, long.MinValue + 1, 1L << 52, 1L << 53];

    private static readonly float[] s_f32 =
    [
        0, -0f, 1, -1, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, float.Epsilon, -float.Epsilon, 1.17549435e-38f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, 8388607.5f, 16777216, 2147483520, 2147483648, -2147483648,
        4294967040, 4294967296, 9223371487098961920, 9223372036854775808f, -9223372036854775808f, 18446744073709551616f,
    ];

    private static readonly double[] s_f64 =
    [
        0, -0d, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, 2147483647, 2147483647.5, 2147483648, -2147483648, -2147483648.5, -2147483649,
        4294967295, 4294967295.5, 4294967296, 4503599627370495.5, 9007199254740993, 9223372036854774784, 9223372036854775808d,
        -9223372036854775808d, -9223372036854777856d, 18446744073709549568, 18446744073709551616d, 3.4028234663852886e38, 3.4028235677973366e38, 1e-46,
    ];

    private readonly Random _random = new(seed);

    /// <summary>A number from 0 on.</summary>
    public int Index(int count) => _random.Next(count);

    public Value Next(ValueKind kind)
    {
        var isBoundary = _random.Next(3) == 0;
        return kind switch
        {
            ValueKind.I32 => (Value)(isBoundary ? s_i32[_random.Next(s_i32.Length)] : (int)RandomInteger(32)),
            ValueKind.I64 => (Value)(isBoundary ? s_i64[_random.Next(s_i64.Length)] : RandomInteger(64)),
            ValueKind.F32 => (Value)OneNaN(isBoundary ? s_f32[_random.Next(s_f32.Length)] : RandomFloat()),
            ValueKind.F64 => (Value)OneNaN(isBoundary ? s_f64[_random.Next(s_f64.Length)] : RandomDouble()),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There are random numbers only."),
        };
    }

    /// <summary>Of any length, positive or negative: most numbers of programs are short.</summary>
    private long RandomInteger(int width)
    {
        var bits = _random.NextInt64(long.MinValue, long.MaxValue) >> (64 - _random.Next(1, width + 1));
        return _random.Next(4) == 0 ? -bits : bits;
    }

    private float RandomFloat() =>
        _random.Next(2) == 0 ? BitConverter.Int32BitsToSingle((int)RandomInteger(32)) : (float)RandomNumber();

    private double RandomDouble() =>
        _random.Next(2) == 0 ? BitConverter.Int64BitsToDouble(RandomInteger(64)) : RandomNumber();

    private double RandomNumber() => (_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-5, 25));

    private static float OneNaN(float value) => float.IsNaN(value) ? BitConverter.UInt32BitsToSingle(0x7fc00000) : value;

    private static double OneNaN(double value) => double.IsNaN(value) ? BitConverter.UInt64BitsToDouble(0x7ff8000000000000) : value;
}
