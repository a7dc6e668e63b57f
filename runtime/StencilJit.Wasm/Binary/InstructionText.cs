using System.Globalization;
using System.Text;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Binary;

/// <summary>Reads instructions (5.4) as the text format writes them (6.5), with indices for names and without checking their types.</summary>
internal static class InstructionText
{
    private const byte Prefix = 0xFC;
    private const byte LongestPrefixed = 0xFF;

    /// <summary>Reads one instruction.</summary>
    public static string Read(ref ByteReader reader)
    {
        var offset = reader.Offset;
        var first = reader.ReadByte();
        var opcode = (Opcode)first;
        if (first == Prefix)
        {
            var number = reader.ReadU32();
            opcode = number <= LongestPrefixed ? (Opcode)(Prefix << 8 | (int)number) : throw OpcodeErrors.IllegalPrefixed(number, offset, null);
            return (OpcodeNames.Of(opcode) ?? throw OpcodeErrors.IllegalPrefixed(number, offset, null)) + PrefixedOperands(opcode, ref reader);
        }

        return (OpcodeNames.Of(opcode) ?? throw OpcodeErrors.Illegal(first, offset)) + Operands(opcode, ref reader);
    }

    private static string Operands(Opcode opcode, ref ByteReader reader)
    {
        switch (opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If:
                return BlockType(ref reader);
            case Opcode.Branch or Opcode.BranchIf or Opcode.Call or Opcode.RefFunc
                or (>= Opcode.LocalGet and <= Opcode.TableSet):
                return Index(ref reader);
            case Opcode.BranchTable:
                return Indices(reader.ReadCount() + 1, ref reader);
            case Opcode.CallIndirect:
                var type = reader.ReadIndex();
                var table = reader.ReadIndex();
                return (table == 0 ? "" : $" {table}") + $" (type {type})";
            case Opcode.SelectTyped:
                return Results(ref reader);
            case >= Opcode.I32Load and <= Opcode.I64Store32:
                return MemoryArgument(opcode, ref reader);
            case Opcode.MemorySize or Opcode.MemoryGrow:
                reader.ReadByte();
                return "";
            case Opcode.I32Const:
                return $" {reader.ReadS32()}";
            case Opcode.I64Const:
                return $" {reader.ReadS64()}";
            case Opcode.F32Const:
                return " " + Float(BitConverter.UInt32BitsToSingle(reader.ReadF32()));
            case Opcode.F64Const:
                return " " + Float(BitConverter.UInt64BitsToDouble(reader.ReadF64()));
            case Opcode.RefNull:
                return reader.ReadReferenceKind() == ValueKind.FuncRef ? " func" : " extern";
            default:
                return "";
        }
    }

    private static string PrefixedOperands(Opcode opcode, ref ByteReader reader)
    {
        switch (opcode)
        {
            case Opcode.MemoryInit:
                var segment = Index(ref reader);
                reader.ReadByte();
                return segment;
            case Opcode.MemoryCopy:
                reader.ReadBytes(2);
                return "";
            case Opcode.MemoryFill:
                reader.ReadByte();
                return "";
            case Opcode.TableInit:
                // The text format has the table first.
                var elements = reader.ReadIndex();
                return Index(ref reader) + $" {elements}";
            case Opcode.TableCopy:
                return Indices(2, ref reader);
            case Opcode.DataDrop or Opcode.ElemDrop or Opcode.TableGrow or Opcode.TableSize or Opcode.TableFill:
                return Index(ref reader);
            default:
                return "";
        }
    }

    private static string Index(ref ByteReader reader) => $" {reader.ReadU32()}";

    private static string Indices(int count, ref ByteReader reader)
    {
        var text = new StringBuilder();
        for (; count > 0; count--)
            text.Append(' ').Append(reader.ReadU32());
        return text.ToString();
    }

    private static string BlockType(ref ByteReader reader)
    {
        var encoding = reader.Peek();
        if (encoding == BlockTypes.EmptyEncoding)
        {
            reader.ReadByte();
            return "";
        }

        return encoding is > BlockTypes.EmptyEncoding and < 0x80
            ? $" (result {reader.ReadValueKind().Name()})"
            : $" (type {reader.ReadS33()})";
    }

    private static string Results(ref ByteReader reader)
    {
        var text = "";
        for (var count = reader.ReadCount(); count > 0; count--)
            text += $" (result {reader.ReadValueKind().Name()})";
        return text;
    }

    private static string MemoryArgument(Opcode opcode, ref ByteReader reader)
    {
        var alignment = reader.ReadU32();
        var offset = reader.ReadU32();
        return (offset == 0 ? "" : $" offset={offset}")
            + (alignment == MemoryAccess.Of((int)opcode).NaturalAlignment ? "" : $" align={1UL << (int)alignment}");
    }

    private static string Float(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : Special(value);

    private static string Float(float value) => float.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : Special(value);

    private static string Special(double value) =>
        (double.IsNegative(value) ? "-" : "") + (double.IsNaN(value) ? "nan" : "inf");
}
