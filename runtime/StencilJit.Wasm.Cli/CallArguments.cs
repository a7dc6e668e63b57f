using System.Globalization;

namespace StencilJit.Wasm.Cli;

/// <summary>Arguments and results of functions as text.</summary>
internal static class CallArguments
{
    /// <summary>Reads the arguments of a call; integers decimal or hexadecimal, signed or unsigned.</summary>
    /// <param name="name">The function's name, for messages.</param>
    /// <param name="type">The function's type.</param>
    /// <param name="texts">The arguments.</param>
    public static Value[] Parse(string name, FunctionType type, IReadOnlyList<string> texts)
    {
        if (texts.Count != type.Parameters.Length)
        {
            throw new UsageException(
                $"--invoke {name}: the function is of type {type} and takes {type.Parameters.Length} arguments, "
                + $"not {texts.Count}.");
        }

        var values = new Value[texts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var kind = type.Parameters[i];
            values[i] = Parse(kind, texts[i])
                ?? throw new UsageException($"--invoke {name}: argument {i + 1}, \"{texts[i]}\", is no {Name(kind)}.");
        }

        return values;
    }

    /// <summary>Writes a result: integers signed, floating-point numbers so that they read back as the same.</summary>
    public static string Format(Value value) => value.Kind switch
    {
        ValueKind.I32 => value.AsI32().ToString(CultureInfo.InvariantCulture),
        ValueKind.I64 => value.AsI64().ToString(CultureInfo.InvariantCulture),
        ValueKind.F32 => Format(value.AsF32()),
        ValueKind.F64 => Format(value.AsF64()),
        ValueKind.FuncRef => value.AsFuncRef() is null ? "null" : "funcref",
        _ => value.AsExternRef() is null ? "null" : "externref",
    };

    private static Value? Parse(ValueKind kind, string text)
    {
        switch (kind)
        {
            case ValueKind.I32 when ParseInteger(text) is { } bits && bits >= int.MinValue && bits <= uint.MaxValue:
                return unchecked((int)(uint)(long)bits);
            case ValueKind.I64 when ParseInteger(text) is { } bits && bits >= long.MinValue && bits <= ulong.MaxValue:
                return unchecked((long)(ulong)bits);
            case ValueKind.F32 when ParseFloat(text) is { } number:
                return (float)number;
            case ValueKind.F64 when ParseFloat(text) is { } number:
                return number;
            case ValueKind.FuncRef when text == "null":
                return Value.FuncRef(null);
            case ValueKind.ExternRef when text == "null":
                return Value.ExternRef(null);
            default:
                return null;
        }
    }

    private static Int128? ParseInteger(string text)
    {
        var isNegative = text.StartsWith('-');
        var digits = isNegative || text.StartsWith('+') ? text[1..] : text;
        var isHexadecimal = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!ulong.TryParse(isHexadecimal ? digits[2..] : digits, style, CultureInfo.InvariantCulture, out var magnitude))
            return null;
        return isNegative ? -(Int128)magnitude : magnitude;
    }

    private static double? ParseFloat(string text) => text switch
    {
        "nan" => double.NaN,
        "inf" or "+inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    private static string Format(double value) =>
        double.IsNaN(value) ? "nan"
        : double.IsInfinity(value) ? value > 0 ? "inf" : "-inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Format(float value) =>
        float.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : Format((double)value);

    private static string Name(ValueKind kind) => kind.ToString().ToLowerInvariant();
}
