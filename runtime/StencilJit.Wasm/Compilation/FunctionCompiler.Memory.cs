using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Compilation;

/// <content>Memory: 4.4.7.</content>
internal sealed unsafe partial class FunctionCompiler
{
    private void Load(Opcode opcode, uint offset, ValueKind result)
    {
        if (TryLoadUnchecked(opcode, offset, result))
            return;
        int size = MemoryStencils.SizeOf(opcode);
        offset = AddLargeOffset(_height - 1, offset, size);
        EmitChecked(MemoryStencils.OfLoad(opcode), result, offset + (uint)size, offset);
    }

    /// <summary>Stitches a load that checks its address. Its holes are those of the C source by name: end, offset.</summary>
    private void EmitChecked(in NumericForms forms, ValueKind result, ulong end, ulong offset)
    {
        int position = _height - 1;
        int sink = NextLocal();
        Operand* address = _operands + position;
        if (IsSlotOperand(*address))
        {
            int slot = SlotOf(*address);
            Release(*address);
            int target = Target(sink, Operand.IsFloatKind(result), position);
            _writer.Emit(forms.Slot + Registers.Number(target, 0), Offset(slot), end, offset);
            Deliver(position, result, target, sink);
            return;
        }

        int id = Choose(forms.Free, forms.Tied, position, result, ref sink, out int a, out int register);
        _writer.Emit(id, end, offset);
        ReleaseRegister(a);
        Deliver(position, result, register, sink);
    }

    private void Store(Opcode opcode, uint offset)
    {
        if (TryStoreUnchecked(opcode, offset))
            return;
        int position = _height - 2;
        int size = MemoryStencils.SizeOf(opcode);
        offset = AddLargeOffset(position, offset, size);
        var forms = MemoryStencils.OfStore(opcode);
        int address = ToRegister(position, position);
        int value = Second(position, forms.HasImmediate, forms.HasSlot);
        int number = Registers.Number(address, 0);
        ulong end = offset + (uint)size;
        ref readonly var second = ref _operands[position + 1];
        if (value != Registers.None)
            _writer.Emit(forms.Register + number + Registers.Number(value, 1), end, offset);
        else if (second.Kind == OperandKind.Constant)
            _writer.Emit(forms.Immediate + number, SignExtend(second.Bits), end, offset);
        else
            _writer.Emit(forms.Slot + number, Offset(SlotOf(second)), end, offset);

        PopTo(position);
    }

    /// <summary>Adds an offset that does not fit the holes of loads and stores to the address.</summary>
    /// <returns>What is left of the offset.</returns>
    private uint AddLargeOffset(int position, uint offset, int size)
    {
        if (offset <= int.MaxValue - size)
            return offset;
        int address = ToRegister(position, position);
        if (_operands[position].Kind != OperandKind.Register)
        {
            // A local keeps its value.
            address = Allocate(isFloat: false, position);
            CopyInto(address, position);
        }

        _writer.Emit(WasmStencils.Id.AddressAddRTied + Registers.Number(address, 0), offset);
        return 0;
    }

    private void MemorySize()
    {
        int sink = NextLocal();
        int register = Target(sink, isFloat: false, _height);
        _writer.Emit(WasmStencils.Id.MemorySize + Registers.Number(register, 0));
        Deliver(_height, ValueKind.I32, register, sink);
    }

    /// <summary>Calls into .NET with the topmost operands.</summary>
    private void CallHelper(HelperNumber number, ulong immediate, int operands, ValueKind? result = null)
    {
        int first = _height - operands;
        SpillRegisters(first);
        SaveLocals(first);
        for (int position = first; position < _height; position++)
            Spill(position);
        NeedSlots(_frame.Operand(first) + 1);
        WasmStencils.CallHelper(_writer, immediate, (int)number, _frame.Operand(first) * FrameLayout.SlotSize);
        ForgetRegisters();
        PopTo(first);
        if (result is { } kind)
            PushSlot(kind);
    }
}
