using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Binary;

/// <summary>Reads constant expressions (3.3.10, 5.4.9) and checks them.</summary>
internal static class ConstantReader
{
    /// <summary>
    /// Reads one of a given type. As each constant instruction gives one value and takes none, a valid expression is one
    /// of them and end.
    /// </summary>
    public static ConstantExpression ReadConstant(ref this ByteReader reader, IDeclarations module, ValueKind expected)
    {
        var offset = reader.Offset;
        if (reader.Peek() == (int)Opcode.End)
            throw new WasmValidationException($"type mismatch: expected {expected.Name()} but the expression is empty", offset);
        var value = ReadInstruction(ref reader, module);
        var next = reader.Offset;
        while (reader.Peek() != (int)Opcode.End)
            ReadInstruction(ref reader, module);
        if (reader.Offset != next)
            throw new WasmValidationException("type mismatch: the expression gives more than one value", next);
        reader.ReadByte();
        return value.Type == expected
            ? value
            : throw new WasmValidationException(
                $"type mismatch: expected {expected.Name()} but found {value.Type.Name()}", offset);
    }

    private static ConstantExpression ReadInstruction(ref ByteReader reader, IDeclarations module)
    {
        var offset = reader.Offset;
        var opcode = (Opcode)reader.ReadByte();
        switch (opcode)
        {
            case Opcode.I32Const:
                return new ConstantExpression(ConstantKind.Number, ValueKind.I32, (uint)reader.ReadS32(), offset);
            case Opcode.I64Const:
                return new ConstantExpression(ConstantKind.Number, ValueKind.I64, (ulong)reader.ReadS64(), offset);
            case Opcode.F32Const:
                return new ConstantExpression(ConstantKind.Number, ValueKind.F32, reader.ReadF32(), offset);
            case Opcode.F64Const:
                return new ConstantExpression(ConstantKind.Number, ValueKind.F64, reader.ReadF64(), offset);
            case Opcode.GlobalGet:
                var global = reader.ReadIndex();
                return new ConstantExpression(ConstantKind.Global, module.ConstantGlobal(offset, global), (uint)global, offset);
            case Opcode.RefNull:
                return new ConstantExpression(ConstantKind.Null, reader.ReadReferenceKind(), 0, offset);
            case Opcode.RefFunc:
                var function = reader.ReadIndex();
                module.DeclareReference(offset, function);
                return new ConstantExpression(ConstantKind.Function, ValueKind.FuncRef, (uint)function, offset);
            default:
                throw Enum.IsDefined(opcode)
                    ? new WasmValidationException("constant expression required", offset)
                    : OpcodeErrors.Illegal((int)opcode, offset);
        }
    }
}
