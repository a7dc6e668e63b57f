using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Execution;

namespace StencilJit.Wasm.Compilation;

/// <content>
/// Loads and stores without a check: where memories are guarded, where the address is known to be in bounds, and where a
/// check before was for the same local and reached as far. A memory never shrinks, so what was in bounds stays there.
/// </content>
internal sealed unsafe partial class FunctionCompiler
{
    private bool TryLoadUnchecked(Opcode opcode, uint offset, ValueKind result)
    {
        int position = _height - 1;
        Operand* operand = _operands + position;
        if (IsKnown(*operand, opcode, offset, out ulong address))
        {
            _height--;
            EmitConstantLike(MemoryStencils.OfLoadAt(opcode), result, address);
            return true;
        }

        if (!IsInBounds(*operand, opcode, offset))
            return false;
        // An i32 in a register is zero-extended; in a slot it is not.
        int sink = NextLocal();
        var (free, tied) = MemoryStencils.OfUncheckedLoad(opcode);
        int id = Choose(free, tied, position, result, ref sink, out int a, out int register);
        _writer.Emit(id, offset);
        ReleaseRegister(a);
        Deliver(position, result, register, sink);
        return true;
    }

    private bool TryStoreUnchecked(Opcode opcode, uint offset)
    {
        int position = _height - 2;
        if (IsKnown(_operands[position], opcode, offset, out ulong address))
        {
            int stored = ToRegister(position + 1, position);
            _writer.Emit(MemoryStencils.OfStoreAt(opcode) + Registers.Number(stored, 0), address);
            PopTo(position);
            return true;
        }

        if (!IsInBounds(_operands[position], opcode, offset))
            return false;
        var (register, immediate) = MemoryStencils.OfUncheckedStore(opcode);
        Operand* second = _operands + position + 1;
        int a = ToRegister(position, position);
        if (second->Kind == OperandKind.Constant && immediate != NumericForms.None && FitsImmediate(*second))
        {
            _writer.Emit(immediate + Registers.Number(a, 0), SignExtend(second->Bits), offset);
        }
        else
        {
            int b = ToRegister(position + 1, position);
            _writer.Emit(register + Registers.Number(a, 0) + Registers.Number(b, 1), offset);
            ReleaseReader(second);
            ReleaseRegister(b);
        }

        ReleaseReader(second - 1);
        ReleaseRegister(a);
        _height = position;
        return true;
    }

    /// <summary>Whether an access is to an address that is known and needs no check.</summary>
    private bool IsKnown(in Operand operand, Opcode opcode, uint offset, out ulong address)
    {
        address = (uint)operand.Bits + (ulong)offset;
        return operand.Kind == OperandKind.Constant && address <= MemoryGuards.HighestOffset
            && (_isGuarded || address + (uint)MemoryStencils.SizeOf(opcode) <= (ulong)_memorySize);
    }

    /// <summary>Whether an access needs no check. If it does, it is noted that from then on there was one.</summary>
    private bool IsInBounds(in Operand address, Opcode opcode, uint offset)
    {
        if (offset > MemoryGuards.HighestOffset)
            return false;
        if (_isGuarded || address.Kind != OperandKind.Local)
            return _isGuarded;
        ulong end = offset + (ulong)(uint)MemoryStencils.SizeOf(opcode);
        if (_checkedEpochs[address.Local] == _epoch && _checkedEnds[address.Local] >= end)
            return true;
        _checkedEpochs[address.Local] = _epoch;
        _checkedEnds[address.Local] = end;
        return false;
    }

    /// <summary>Forgets all checks: code that was not checked may come to what follows.</summary>
    private void ForgetChecks() => _epoch++;

    /// <summary>Forgets the checks of a local that changes.</summary>
    private void ForgetChecks(int local) => _checkedEpochs[local] = 0;
}
