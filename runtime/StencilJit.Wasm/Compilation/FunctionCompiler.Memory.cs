using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Compilation;

/// <content>Memory: 4.4.7.</content>
internal partial struct FunctionCompiler
{
    public void Load(Opcode opcode, uint offset, int alignment, ValueKind result)
    {
        Settle();
        if (TryLoadUnchecked(opcode, offset, result))
            return;
        int position = _height - 1;
        int size = MemoryStencils.SizeOf(opcode);
        offset = AddLargeOffset(position, offset, size);
        var forms = MemoryStencils.OfLoad(opcode);
        ref var address = ref _operands[position];
        bool isInSlot = address.IsInFrame && IsNear(address.Slot);
        int slot = address.Slot;
        if (!isInSlot)
            ToRegister(position);
        Pop();
        Claim(position, Operand.IsFloatKind(result));
        // The operand's hole, then those of the C source by name: end, offset.
        if (isInSlot)
            _writer.Emit(forms.Slot + Variant(position), Offset(slot), offset + (uint)size, offset);
        else
            _writer.Emit(forms.Register + Variant(position) + (Operand.IsFloatKind(result) ? Variant(position) << 3 : 0), offset + (uint)size, offset);
        PushRegister(result);
    }

    public void Store(Opcode opcode, uint offset, int alignment, ValueKind value)
    {
        Settle();
        if (TryStoreUnchecked(opcode, offset))
            return;
        int position = _height - 2;
        int size = MemoryStencils.SizeOf(opcode);
        offset = AddLargeOffset(position, offset, size);
        var forms = MemoryStencils.OfStore(opcode);
        var second = PrepareSecond(position, forms.HasImmediate);
        int variant = Variant(position);
        ulong end = offset + (uint)size;
        switch (second.Kind)
        {
            case OperandKind.Register:
                _writer.Emit(forms.Register + Variant2(position), end, offset);
                break;
            case OperandKind.Constant:
                _writer.Emit(forms.Immediate + variant, SignExtend(second.Bits), end, offset);
                break;
            default:
                _writer.Emit(forms.Slot + variant, Offset(second.Slot), end, offset);
                break;
        }

        PopTo(position);
    }

    /// <summary>Adds an offset that does not fit the holes of loads and stores to the address.</summary>
    /// <returns>What is left of the offset.</returns>
    private uint AddLargeOffset(int position, uint offset, int size)
    {
        if (offset <= int.MaxValue - size)
            return offset;
        ToRegister(position);
        _writer.Emit(WasmStencils.Id.AddressAddRTied + Variant(position), offset);
        return 0;
    }

    public void MemorySize()
    {
        Settle();
        Claim(_height, isFloat: false);
        _writer.Emit(WasmStencils.Id.MemorySize + Variant(_height));
        PushRegister(ValueKind.I32);
    }

    public void MemoryGrow() => CallHelper(HelperNumber.MemoryGrow, 0, operands: 1, ValueKind.I32);

    public void MemoryInit(int segment) => CallHelper(HelperNumber.MemoryInit, (uint)segment, operands: 3);

    public void DataDrop(int segment) => CallHelper(HelperNumber.DataDrop, (uint)segment, operands: 0);

    public void MemoryCopy() => CallHelper(HelperNumber.MemoryCopy, 0, operands: 3);

    public void MemoryFill() => CallHelper(HelperNumber.MemoryFill, 0, operands: 3);

    /// <summary>Calls into .NET with the topmost operands.</summary>
    private void CallHelper(HelperNumber number, ulong immediate, int operands, ValueKind? result = null)
    {
        Settle();
        int first = _height - operands;
        SpillRegisters(first);
        for (int position = first; position < _height; position++)
            Spill(position);
        NeedSlots(_frame.Operand(first) + 1);
        WasmStencils.CallHelper(_writer, immediate, (int)number, _frame.Operand(first) * FrameLayout.SlotSize);
        PopTo(first);
        if (result is { } kind)
            PushSlot(kind);
    }
}
