using System.Collections.Immutable;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Binary;

/// <summary>Reads element segments (5.5.12) and data segments (5.5.14).</summary>
internal static class SegmentReader
{
    private const byte FunctionElements = 0x00;

    /// <summary>
    /// The flag's bits: 0, not active; 1, a table index (active) or declarative (else); 2, expressions instead of function
    /// indices. The shortest forms, 0 and 4, leave the type out.
    /// </summary>
    public static ElementSegment ReadElements(ref ByteReader section, ModuleParts parts)
    {
        var offset = section.Offset;
        var flag = section.ReadU32();
        if (flag > 7)
            throw new WasmFormatException($"malformed elements segment kind {flag}", offset);
        var active = (flag & 1) == 0;
        var explicitIndex = (flag & 2) != 0;
        var expressions = (flag & 4) != 0;
        var table = active && explicitIndex ? section.ReadIndex() : 0;
        var start = active ? section.ReadConstant(parts, ValueKind.I32) : default;
        var type = ValueKind.FuncRef;
        if (flag is not (0 or 4))
        {
            if (expressions)
                type = section.ReadReferenceKind();
            else
                ReadElementKind(ref section);
        }

        var items = ReadItems(ref section, parts, type, expressions);
        if (active)
            parts.CheckElementTable(offset, table, type);
        var mode = active ? SegmentMode.Active : explicitIndex ? SegmentMode.Declarative : SegmentMode.Passive;
        return new ElementSegment(mode, table, start, type, items, offset);
    }

    /// <summary>The flag is 0, active; 1, passive; 2, active with a memory index.</summary>
    public static DataSegment ReadData(ref ByteReader section, ReadOnlyMemory<byte> module, IDeclarations declarations)
    {
        var offset = section.Offset;
        var flag = section.ReadU32();
        if (flag > 2)
            throw new WasmFormatException($"malformed data segment kind {flag}", offset);
        var active = flag != 1;
        var memory = flag == 2 ? section.ReadIndex() : 0;
        if (active)
            declarations.CheckDataMemory(offset, memory);
        var start = active ? section.ReadConstant(declarations, ValueKind.I32) : default;
        var length = section.ReadU32();
        var contents = section.Offset;
        section.ReadBytes((int)Math.Min(length, int.MaxValue));
        return new DataSegment(
            active ? SegmentMode.Active : SegmentMode.Passive, memory, start, module.Slice(contents, (int)length), offset);
    }

    private static void ReadElementKind(ref ByteReader section)
    {
        var offset = section.Offset;
        var kind = section.ReadByte();
        if (kind != FunctionElements)
            throw new WasmFormatException($"malformed element kind 0x{kind:x2}", offset);
    }

    private static ImmutableArray<ConstantExpression> ReadItems(
        ref ByteReader section, ModuleParts parts, ValueKind type, bool expressions)
    {
        var count = section.ReadCount();
        var items = ImmutableArray.CreateBuilder<ConstantExpression>(count);
        for (var i = 0; i < count; i++)
        {
            var offset = section.Offset;
            if (expressions)
            {
                items.Add(section.ReadConstant(parts, type));
                continue;
            }

            var function = section.ReadIndex();
            parts.DeclareReference(offset, function);
            items.Add(new ConstantExpression(ConstantKind.Function, ValueKind.FuncRef, (uint)function, offset));
        }

        return items.MoveToImmutable();
    }
}
