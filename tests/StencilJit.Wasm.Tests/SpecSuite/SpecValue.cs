using System.Globalization;
using System.Text.Json;

namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>A value of a script.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Pattern">Which values are meant.</param>
/// <param name="Bits">
/// The bits of a number, zero-extended, or the number that stands for a host object. Only for <see cref="SpecPattern.Exact"/>.
/// </param>
public readonly record struct SpecValue(ValueKind Type, SpecPattern Pattern, ulong Bits)
{
    public static IReadOnlyList<SpecValue> ParseAll(JsonElement json, string property) =>
        json.TryGetProperty(property, out var values) ? [.. values.EnumerateArray().Select(Parse)] : [];

    /// <summary>Whether a number is one of those that are meant.</summary>
    /// <param name="bits">Its bits, zero-extended.</param>
    public bool Matches(ulong bits)
    {
        var (sign, canonical) = Type == ValueKind.F32 ? (1UL << 31, 0x7FC00000UL) : (1UL << 63, 0x7FF8000000000000UL);
        return Pattern switch
        {
            SpecPattern.CanonicalNaN => (bits & ~sign) == canonical,
            SpecPattern.ArithmeticNaN => (bits & canonical) == canonical,
            SpecPattern.Null => false,
            SpecPattern.Any => true,
            _ => bits == Bits,
        };
    }

    public override string ToString() =>
        Pattern == SpecPattern.Exact ? $"{Type} 0x{Bits:x}" : $"{Type} {Pattern}";

    private static SpecValue Parse(JsonElement json)
    {
        var type = json.String("type") switch
        {
            "i32" => ValueKind.I32,
            "i64" => ValueKind.I64,
            "f32" => ValueKind.F32,
            "f64" => ValueKind.F64,
            "funcref" => ValueKind.FuncRef,
            "externref" => ValueKind.ExternRef,
            var other => throw new JsonException($"A value of the unsupported type {other}."),
        };
        var (pattern, bits) = json.String("value") switch
        {
            "nan:canonical" => (SpecPattern.CanonicalNaN, 0UL),
            "nan:arithmetic" => (SpecPattern.ArithmeticNaN, 0UL),
            "null" => (SpecPattern.Null, 0UL),
            null => (SpecPattern.Any, 0UL),
            var number => (SpecPattern.Exact, ulong.Parse(number, CultureInfo.InvariantCulture)),
        };
        return new SpecValue(type, pattern, bits);
    }
}
