using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

// Locals and globals (3.3.5), parametric instructions (3.3.4), loads and stores (3.3.7), numbers (3.3.2).
internal sealed partial class FunctionValidator<TSink>
{
    /// <summary>Alignments are given as powers of two; the format has no larger one.</summary>
    private const uint MaximumAlignment = 31;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LocalGet(int local)
    {
        var type = _locals[local];
        if (_live)
            _sink.LocalGet(local, type);
        Push(type);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LocalSet(int local)
    {
        var type = _locals[local];
        Pop(type);
        if (_live)
            _sink.LocalSet(local, type);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LocalTee(int local)
    {
        var type = _locals[local];
        Pop(type);
        if (_live)
            _sink.LocalTee(local, type);
        Push(type);
    }

    private void GlobalGet()
    {
        var global = ReadGlobal();
        var type = Module.Globals[global].Value;
        if (_live)
            _sink.GlobalGet(global, type);
        Push(type);
    }

    private void GlobalSet()
    {
        var global = ReadGlobal();
        var type = Module.Globals[global];
        if (!type.IsMutable)
            throw Invalid($"global is immutable: global {global}");
        Pop(type.Value);
        if (_live)
            _sink.GlobalSet(global, type.Value);
    }

    private int ReadGlobal()
    {
        var global = _reader.ReadIndex();
        return global < Module.Globals.Length ? global : throw Unknown("global", global);
    }

    private void Drop()
    {
        var type = PopAny();
        if (_live)
            _sink.Drop(type);
    }

    private void Select()
    {
        Pop(ValueKind.I32);
        var second = PopAny();
        var first = PopAny();
        if (first.IsReference() || second.IsReference())
            throw Invalid("type mismatch: select of references needs a type");
        if (first != second && first != ValueKinds.Unknown && second != ValueKinds.Unknown)
            throw Mismatch(first, second);
        var type = first == ValueKinds.Unknown ? second : first;
        if (_live)
            _sink.Select(type);
        Push(type);
    }

    private void SelectTyped()
    {
        var count = _reader.ReadCount();
        var type = ValueKinds.Unknown;
        for (var i = 0; i < count; i++)
            type = _reader.ReadValueKind();
        if (count != 1)
            throw Invalid($"invalid result arity: select gives one value, not {count}");
        Pop(ValueKind.I32);
        Pop(type);
        Pop(type);
        if (_live)
            _sink.Select(type);
        Push(type);
    }

    private void Load(byte opcode, uint alignment, uint offset)
    {
        var access = MemoryAccess.Of(opcode);
        CheckMemoryArgument(access, alignment);
        Pop(ValueKind.I32);
        if (_live)
            _sink.Load((Opcode)opcode, offset, (int)alignment, access.Value);
        Push(access.Value);
    }

    private void Store(byte opcode, uint alignment, uint offset)
    {
        var access = MemoryAccess.Of(opcode);
        CheckMemoryArgument(access, alignment);
        Pop(access.Value);
        Pop(ValueKind.I32);
        if (_live)
            _sink.Store((Opcode)opcode, offset, (int)alignment, access.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckMemoryArgument(MemoryAccess access, uint alignment)
    {
        if (!_hasMemory || alignment > access.NaturalAlignment)
            RefuseMemoryArgument(alignment);
    }

    private void RefuseMemoryArgument(uint alignment)
    {
        if (alignment > MaximumAlignment)
            throw Malformed($"malformed memop flags {alignment}", _instruction + 1);
        RequireMemory();
        throw Invalid("alignment must not be larger than natural");
    }

    private void MemorySize()
    {
        ReadZero();
        RequireMemory();
        if (_live)
            _sink.MemorySize();
        Push(ValueKind.I32);
    }

    private void MemoryGrow()
    {
        ReadZero();
        RequireMemory();
        Pop(ValueKind.I32);
        if (_live)
            _sink.MemoryGrow();
        Push(ValueKind.I32);
    }

    private void RequireMemory()
    {
        if (!_hasMemory)
            throw Unknown("memory", 0);
    }

    /// <summary>The index of a memory where there can be but one (5.4.6).</summary>
    private void ReadZero()
    {
        var offset = _reader.Offset;
        if (_reader.ReadByte() != 0)
            throw Malformed("zero byte expected", offset);
    }

    private void Numeric(Opcode opcode, NumericSignature signature)
    {
        if (signature.IsBinary)
            Binary(opcode, signature.Operand, signature.Result);
        else
            Unary(opcode, signature.Operand, signature.Result);
    }

    private void Unary(Opcode opcode, ValueKind operand, ValueKind result)
    {
        Pop(operand);
        if (_live)
            _sink.Unary(opcode, operand, result);
        Push(result);
    }

    private void Binary(Opcode opcode, ValueKind operand, ValueKind result)
    {
        var operands = _operands;
        var first = _height - 2;
        if (first >= _floor && (uint)(first + 1) < (uint)operands.Length && operands[first] == operand && operands[first + 1] == operand)
        {
            _height = first;
        }
        else
        {
            Pop(operand);
            Pop(operand);
        }

        if (_live)
            _sink.Binary(opcode, operand, result);
        Push(result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void I32Const(int value)
    {
        if (_live)
            _sink.I32Const(value);
        Push(ValueKind.I32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void I64Const(long value)
    {
        if (_live)
            _sink.I64Const(value);
        Push(ValueKind.I64);
    }

    private void F32Const()
    {
        var value = _reader.ReadF32();
        if (_live)
            _sink.F32Const(value);
        Push(ValueKind.F32);
    }

    private void F64Const()
    {
        var value = _reader.ReadF64();
        if (_live)
            _sink.F64Const(value);
        Push(ValueKind.F64);
    }
}
