using System.Globalization;

namespace StencilJit.Peers.Tests.Calls;

/// <summary>A value as the scripts for Node write it: the decimal number that its bits are, or "NaN" for any NaN.</summary>
internal static class ValueText
{
    public static string Format(Value value) => value.Kind switch
    {
        ValueKind.I32 => Format((uint)value.AsI32()),
        ValueKind.I64 => Format((ulong)value.AsI64()),
        ValueKind.F32 when float.IsNaN(value.AsF32()) => "NaN",
        ValueKind.F32 => Format(BitConverter.SingleToUInt32Bits(value.AsF32())),
        ValueKind.F64 when double.IsNaN(value.AsF64()) => "NaN",
        ValueKind.F64 => Format(BitConverter.DoubleToUInt64Bits(value.AsF64())),
        _ => throw new ArgumentException($"{value} is no number.", nameof(value)),
    };

    private static string Format(ulong bits) => bits.ToString(CultureInfo.InvariantCulture);
}
