using StencilJit.Model;
using StencilJit.Stencils.Replay;

namespace StencilJit.Stencils.Tests;

/// <summary>The values that operands and holes are tested with: the ends of every range that machine code may depend on.</summary>
internal static class BoundaryValues
{
    private static readonly ulong[] Int32 =
    [
        0, 1, 2, 7, 31, 32, 33, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x1234_5678, 0x7FFF_FFFF, 0x8000_0000, 0x8000_0001, 0xFFFF_FF80, 0xFFFF_FFFE, 0xFFFF_FFFF,
    ];

    private static readonly ulong[] Int64 =
    [
        0, 1, 3, 31, 63, 64, 65, 0x80, 0xFF, 0x8000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x1_0000_0000, 0x0123_4567_89AB_CDEF,
        0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, 0x8000_0000_0000_0001, 0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_7FFF_FFFF, 0xFFFF_FFFF_8000_0000, 0xFFFF_FFFF_FFFF_FF80, 0xFFFF_FFFF_FFFF_FFFE, 0xFFFF_FFFF_FFFF_FFFF,
    ];

    private static readonly double[] Numbers =
    [
        0.0, 0.5, 0.99999994, 1.0, 1.5, 2.5, 3.7, 127.0, 8388607.5, 8388609.0, 16777217.0,
        2147483520.0, 2147483647.0, 2147483647.5, 2147483648.0, 2147483649.0, 4294967040.0, 4294967295.0, 4294967295.5, 4294967296.0,
        4503599627370497.5, 9007199254740993.0, 9223372036854774784.0, 9223371487098961920.0, 9223372036854775808.0, 18446744073709549568.0, 18446742974197923840.0, 18446744073709551616.0,
        1e-40, 1e-300, 1e30, 3.4028234e38, 1e300, double.MaxValue, double.Epsilon, double.PositiveInfinity,
    ];

    private static readonly ulong[] Single =
        [.. Numbers.SelectMany(number => new[] { (float)number, -(float)number }).Select(number => BitConverter.SingleToUInt32Bits(number)).Concat<uint>([0x7FC0_0000, 0xFFC0_0001, 0x7F80_0001, 0xFFBF_FFFF, 1, 0x0080_0000]).Select(bits => (ulong)bits).Distinct()];

    private static readonly ulong[] Double =
        [.. Numbers.SelectMany(number => new[] { number, -number }).Select(number => BitConverter.DoubleToUInt64Bits(number)).Concat<ulong>([0x7FF8_0000_0000_0000, 0xFFF8_0000_0000_0001, 0x7FF0_0000_0000_0001, 0xFFF7_FFFF_FFFF_FFFF, 0x0010_0000_0000_0000]).Distinct()];

    /// <summary>For an operand.</summary>
    public static ulong[] Of(OperandType type) => type switch
    {
        OperandType.I32 => Int32,
        OperandType.I64 => Int64,
        OperandType.F32 => Single,
        OperandType.F64 => Double,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>For a hole that is a value and no offset.</summary>
    public static ulong[] Of(HoleKind kind, string name) => kind switch
    {
        HoleKind.I32 => [.. Int32.Select(value => (ulong)(int)value)],
        HoleKind.U32 => name == "bits" ? Single : Int32,
        HoleKind.Pages => [0, 0x1000, 0x1_0000, 0xFF_F000],
        HoleKind.Near => [0, 1, 255, 256, 4088, 4094, 4095],
        HoleKind.Short => [0, 1, 8, 63, 64, 120, 126, 127],
        HoleKind.I8 => [.. new long[] { sbyte.MinValue, -127, -64, -1, 0, 1, 64, 126, sbyte.MaxValue }.Select(value => (ulong)value)],
        HoleKind.I64 => Int64,
        HoleKind.U64 => name == "bits" ? Double : Int64,
        _ => throw new ArgumentException($"The values of the hole '{name}' ({kind}) depend on what the micro-op does with it: write cases for it."),
    };

    /// <summary>A few of many, evenly.</summary>
    public static ulong[] Few(ulong[] values, int count) => [.. Enumerable.Range(0, count).Select(i => values[i * (values.Length - 1) / (count - 1)]).Distinct()];
}
