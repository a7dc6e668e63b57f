using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Execution;

namespace StencilJit.Wasm.Compilation;

/// <content>
/// Loads and stores without a check: where memories are guarded, where the address is known to be in bounds, and where a
/// check before was for the same local and reached as far. A memory never shrinks, so what was in bounds stays there.
/// </content>
internal sealed unsafe partial class FunctionCompiler
{
    /// <summary>Stitches a load from an address that is a number, where it needs no check.</summary>
    private bool TryLoadAt(Opcode opcode, uint offset, ValueKind result)
    {
        if (!IsKnown(_operands[_height - 1], offset, out ulong address) || !(_isGuarded || IsWithin(address, opcode)))
            return false;
        _height--;
        EmitConstantLike(FreeAccessStencils.OfKnown(opcode), result, address);
        return true;
    }

    /// <summary>
    /// Stitches a store to an address that is a number, where it needs no check. Guarded or not, what may be out of bounds is not stored
    /// so: only stores to an address in a register see to it that none is half done.
    /// </summary>
    private bool TryStoreAt(Opcode opcode, uint offset)
    {
        int position = _height - 2;
        if (!IsKnown(_operands[position], offset, out ulong address) || !IsWithin(address, opcode))
            return false;
        int stored = ToRegister(position + 1, position);
        _writer.Emit(FreeAccessStencils.OfKnown(opcode) + Registers.Number(stored, 0), address);
        PopTo(position);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreUnchecked(Opcode opcode, uint offset)
    {
        int position = _height - 2;
        ref readonly var forms = ref FreeAccessStencils.OfStore(opcode, offset);
        Operand* second = _operands + position + 1;
        int a = ToRegister(position, position);
        if (forms.HasImmediate && IsImmediate(*second))
        {
            int id = forms.Immediate + Registers.Number(a, 0);
            ulong number = SignExtend(second->Bits);
            if (FreeAccessStencils.IsInParts(opcode, offset))
                _writer.Emit(id, number, LastByte(opcode, offset), NearOffsets.InPage(offset), NearOffsets.PagesOf(offset));
            else
                _writer.Emit(id, number, offset);
        }
        else
        {
            int b = ToRegister(position + 1, position);
            int id = forms.Register + Registers.Number(a, 0) + Registers.Number(b, 1);
            if (!FreeAccessStencils.IsInParts(opcode, offset))
                _writer.Emit(id, offset);
            else if (MemoryStencils.SizeOf(opcode) == 1)
                _writer.Emit(id, NearOffsets.InPage(offset), NearOffsets.PagesOf(offset));
            else
                _writer.Emit(id, LastByte(opcode, offset), NearOffsets.InPage(offset), NearOffsets.PagesOf(offset));
            ReleaseRegister(b);
        }

        ReleaseRegister(a);
        _height = position;
    }

    /// <summary>The hole of a store that says where its last byte is. The others are offset and page, by name; what is not there does not matter.</summary>
    private static ulong LastByte(Opcode opcode, uint offset) => NearOffsets.InPage(offset) + (ulong)(MemoryStencils.SizeOf(opcode) - 1);

    /// <summary>Whether an access is to an address that is known, and near enough for a hole.</summary>
    private static bool IsKnown(in Operand operand, uint offset, out ulong address)
    {
        address = (uint)operand.Bits + (ulong)offset;
        return operand.Kind == OperandKind.Constant && address <= MemoryGuards.HighestOffset;
    }

    /// <summary>Whether an access to a known address is within what every memory of the module has at least.</summary>
    private bool IsWithin(ulong address, Opcode opcode) => address + (uint)MemoryStencils.SizeOf(opcode) <= (ulong)_memorySize;

    /// <summary>Whether an access needs no check. If it does, it is noted that from then on there was one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsInBounds(in Operand address, Opcode opcode, uint offset)
    {
        if (offset > MemoryGuards.HighestOffset)
            return false;
        return _isGuarded || (address.Kind == OperandKind.Local && IsChecked(address, opcode, offset));
    }

    private bool IsChecked(in Operand address, Opcode opcode, uint offset)
    {
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
