using System.Collections.Immutable;

namespace StencilJit.Wasm.Binary;

/// <summary>Reads types (5.3).</summary>
internal static class TypeReader
{
    private const byte VectorEncoding = 0x7B;
    private const byte FunctionEncoding = 0x60;

    public static ValueKind ReadValueKind(ref this ByteReader reader)
    {
        var offset = reader.Offset;
        var encoding = reader.ReadByte();
        if (ValueKinds.IsValue(encoding))
            return (ValueKind)encoding;
        throw encoding == VectorEncoding
            ? new WasmFormatException("unsupported: SIMD (the value type v128)", offset)
            : new WasmFormatException($"malformed value type 0x{encoding:x2}", offset);
    }

    public static ValueKind ReadReferenceKind(ref this ByteReader reader)
    {
        var offset = reader.Offset;
        var encoding = reader.ReadByte();
        return ValueKinds.IsReference(encoding)
            ? (ValueKind)encoding
            : throw new WasmFormatException($"malformed reference type 0x{encoding:x2}", offset);
    }

    public static FunctionType ReadFunctionType(ref this ByteReader reader)
    {
        var offset = reader.Offset;
        var form = reader.ReadByte();
        if (form >= 0x80)
            throw new WasmFormatException("integer representation too long", offset);
        if (form != FunctionEncoding)
            throw new WasmFormatException($"malformed function type: expected 0x60 but found 0x{form:x2}", offset);
        var parameters = ReadResultType(ref reader);
        var results = ReadResultType(ref reader);
        return (parameters.Length, results.Length) switch
        {
            (0, 0) => BlockTypes.Empty,
            (0, 1) => BlockTypes.Of(results[0]),
            _ => new FunctionType(parameters, results),
        };
    }

    public static TableType ReadTableType(ref this ByteReader reader)
    {
        var element = reader.ReadReferenceKind();
        return new TableType(element, ReadLimits(ref reader));
    }

    public static MemoryType ReadMemoryType(ref this ByteReader reader) => new(ReadLimits(ref reader));

    public static GlobalType ReadGlobalType(ref this ByteReader reader)
    {
        var value = reader.ReadValueKind();
        var offset = reader.Offset;
        return reader.ReadByte() switch
        {
            0 => new GlobalType(value, IsMutable: false),
            1 => new GlobalType(value, IsMutable: true),
            _ => throw new WasmFormatException("malformed mutability", offset),
        };
    }

    private static ImmutableArray<ValueKind> ReadResultType(ref ByteReader reader)
    {
        var count = reader.ReadCount();
        if (count == 0)
            return [];
        var kinds = ImmutableArray.CreateBuilder<ValueKind>(count);
        for (var i = 0; i < count; i++)
            kinds.Add(reader.ReadValueKind());
        return kinds.MoveToImmutable();
    }

    /// <summary>The flag is a number of one bit in LEB128, so what does not fit is reported as for any number.</summary>
    private static Limits ReadLimits(ref ByteReader reader)
    {
        var offset = reader.Offset;
        switch (reader.ReadByte())
        {
            case 0:
                return new Limits(reader.ReadU32(), null);
            case 1:
                var minimum = reader.ReadU32();
                return new Limits(minimum, reader.ReadU32());
            case >= 0x80:
                throw new WasmFormatException("integer representation too long: the flag of limits", offset);
            case 2 or 3:
                throw new WasmFormatException("integer too large: the flag of limits (unsupported: shared memories)", offset);
            case >= 4 and <= 7:
                throw new WasmFormatException("integer too large: the flag of limits (unsupported: 64-bit memories)", offset);
            default:
                throw new WasmFormatException("integer too large: the flag of limits", offset);
        }
    }
}
