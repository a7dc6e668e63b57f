using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

// Locals and globals (3.3.5), parametric instructions (3.3.4), loads and stores (3.3.7), numbers (3.3.2).
internal sealed unsafe partial class FunctionValidator<TSink>
{
    /// <summary>Alignments are given as powers of two; the format has no larger one.</summary>
    private const uint MaximumAlignment = 31;

    private void LocalGet()
    {
        int local = ReadLocal();
        var type = _localTypes[local];
        if (_live)
            _sink.LocalGet(Position, local, type);
        Push(type);
    }

    private void LocalSet()
    {
        int local = ReadLocal();
        var type = _localTypes[local];
        Pop(type);
        if (_live)
            _sink.LocalSet(Position, local, type);
    }

    private void LocalTee()
    {
        int local = ReadLocal();
        var type = _localTypes[local];
        Pop(type);
        if (_live)
            _sink.LocalTee(Position, local, type);
        Push(type);
    }

    private int ReadLocal()
    {
        uint local = _reader.ReadU32();
        return local < (uint)_localCount ? (int)local : throw Unknown("local", (int)local);
    }

    private void GlobalGet()
    {
        var global = ReadGlobal();
        var type = Module.Globals[global].Value;
        if (_live)
            _sink.GlobalGet(Position, global, type);
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
            _sink.GlobalSet(Position, global, type.Value);
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
            _sink.Drop(Position, type);
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
            _sink.Select(Position, type);
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
            _sink.Select(Position, type);
        Push(type);
    }

    private void Load(Opcode opcode)
    {
        uint alignment = _reader.ReadU32();
        uint offset = _reader.ReadU32();
        var access = MemoryAccess.Of((int)opcode);
        CheckMemoryArgument(access, alignment);
        Pop(ValueKind.I32);
        if (_live)
            _sink.Load(Position, opcode, offset, (int)alignment, access.Value);
        Push(access.Value);
    }

    private void Store(Opcode opcode)
    {
        uint alignment = _reader.ReadU32();
        uint offset = _reader.ReadU32();
        var access = MemoryAccess.Of((int)opcode);
        CheckMemoryArgument(access, alignment);
        Pop(access.Value);
        Pop(ValueKind.I32);
        if (_live)
            _sink.Store(Position, opcode, offset, (int)alignment, access.Value);
    }

    private void CheckMemoryArgument(MemoryAccess access, uint alignment)
    {
        if (alignment > MaximumAlignment)
            throw Malformed($"malformed memop flags {alignment}", Position + 1);
        RequireMemory();
        if (alignment > access.NaturalAlignment)
            throw Invalid("alignment must not be larger than natural");
    }

    private void MemorySize()
    {
        ReadZero();
        RequireMemory();
        if (_live)
            _sink.MemorySize(Position);
        Push(ValueKind.I32);
    }

    private void MemoryGrow()
    {
        ReadZero();
        RequireMemory();
        Pop(ValueKind.I32);
        if (_live)
            _sink.MemoryGrow(Position);
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
        Pop(signature.Operand);
        if (signature.IsBinary)
            Pop(signature.Operand);
        if (_live)
            _sink.Numeric(Position, opcode, signature);
        Push(signature.Result);
    }

    private void I32Const()
    {
        int value = _reader.ReadS32();
        if (_live)
            _sink.I32Const(Position, value);
        Push(ValueKind.I32);
    }

    private void I64Const()
    {
        long value = _reader.ReadS64();
        if (_live)
            _sink.I64Const(Position, value);
        Push(ValueKind.I64);
    }

    private void F32Const()
    {
        var value = _reader.ReadF32();
        if (_live)
            _sink.F32Const(Position, value);
        Push(ValueKind.F32);
    }

    private void F64Const()
    {
        var value = _reader.ReadF64();
        if (_live)
            _sink.F64Const(Position, value);
        Push(ValueKind.F64);
    }
}
