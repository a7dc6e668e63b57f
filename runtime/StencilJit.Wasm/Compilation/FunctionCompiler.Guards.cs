using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Execution;

namespace StencilJit.Wasm.Compilation;

/// <content>Loads and stores without a check: where memories are guarded, and where the address is known to be in bounds.</content>
internal partial struct FunctionCompiler
{
    private bool TryLoadUnchecked(Opcode opcode, uint offset, ValueKind result)
    {
        int position = _height - 1;
        bool isFloat = Operand.IsFloatKind(result);
        if (IsKnown(_operands[position], opcode, offset, out ulong address))
        {
            Pop();
            Claim(position, isFloat);
            _writer.Emit(MemoryStencils.OfLoadAt(opcode) + Variant(position), address);
        }
        else if (_isGuarded && offset <= MemoryGuards.HighestOffset)
        {
            // An i32 in a register is zero-extended; in a slot it is not.
            ToRegister(position);
            Pop();
            Claim(position, isFloat);
            _writer.Emit(MemoryStencils.OfUncheckedLoad(opcode) + Variant(position) + (isFloat ? Variant(position) << 3 : 0), offset);
        }
        else
        {
            return false;
        }

        PushRegister(result);
        return true;
    }

    private bool TryStoreUnchecked(Opcode opcode, uint offset)
    {
        int position = _height - 2;
        if (IsKnown(_operands[position], opcode, offset, out ulong address))
        {
            ToRegister(position + 1);
            _writer.Emit(MemoryStencils.OfStoreAt(opcode) + Variant(position + 1), address);
        }
        else if (_isGuarded && offset <= MemoryGuards.HighestOffset)
        {
            var forms = MemoryStencils.OfUncheckedStore(opcode);
            ToRegister(position);
            ref var value = ref _operands[position + 1];
            if (value.Kind == OperandKind.Constant && forms.HasImmediate && (value.Type == ValueKind.I32 || FitsImmediate(value.Bits)))
            {
                _writer.Emit(forms.Immediate + Variant(position), SignExtend(value.Bits), offset);
            }
            else
            {
                ToRegister(position + 1);
                _writer.Emit(forms.Register + Variant2(position), offset);
            }
        }
        else
        {
            return false;
        }

        PopTo(position);
        return true;
    }

    /// <summary>Whether an access is to an address that is known and needs no check.</summary>
    private readonly bool IsKnown(in Operand operand, Opcode opcode, uint offset, out ulong address)
    {
        address = (uint)operand.Bits + (ulong)offset;
        return operand.Kind == OperandKind.Constant && address <= MemoryGuards.HighestOffset
            && (_isGuarded || address + (uint)MemoryStencils.SizeOf(opcode) <= (ulong)_memorySize);
    }
}
