namespace StencilJit.Wasm.Compilation;

/// <content>
/// Calls: 4.4.8 and 4.4.10. A callee's frame starts with its arguments, on the caller's operand stack; the results come back
/// in the same place.
/// </content>
internal partial struct FunctionCompiler
{
    public void Call(int function, FunctionType type)
    {
        Settle();
        int first = _height - type.Parameters.Length;
        if (function < _module.ImportedFunctionCount)
        {
            CallImport(function, type, first);
            return;
        }

        SpillRegisters(first);
        for (int position = first; position < _height; position++)
            Spill(position);
        int frame = _frame.Operand(first);
        ReserveFrame(frame, type);
        int offset = frame * FrameLayout.SlotSize;
        WasmStencils.Call(_writer, back: -offset, frame: offset, _functions[function - _module.ImportedFunctionCount]);
        PopTo(first);
        PushSlots(type.Results.AsSpan());
    }

    private void CallImport(int function, FunctionType type, int first)
    {
        int frame = CalleeFrame(first);
        SpillRegisters(first);
        PlaceArguments(first, _height, frame);
        ReserveFrame(frame, type);
        int offset = frame * FrameLayout.SlotSize;
        WasmStencils.CallImport(_writer, back: -offset, frame: offset, _layout.Function(function));
        PopTo(first);
        TakeResults(type, frame);
    }

    public void CallIndirect(int typeIndex, FunctionType type, int table)
    {
        Settle();
        int index = _height - 1;
        int first = index - type.Parameters.Length;
        int frame = CalleeFrame(first);
        SpillRegisters(first);
        int indexSlot = PlaceIndex(index, frame + type.Parameters.Length);
        PlaceArguments(first, index, frame);
        if (indexSlot == _frame.Scratch)
            EmitStoreSlot(index, isFloat: false, indexSlot);
        ReserveFrame(frame, type);
        int offset = frame * FrameLayout.SlotSize;
        WasmStencils.CallIndirectS(
            _writer, indexSlot * FrameLayout.SlotSize, back: -offset, frame: offset, _layout.Table(table), _types[typeIndex]);
        PopTo(first);
        TakeResults(type, frame);
    }

    /// <summary>
    /// Where the frame of a callee of perhaps another instance starts: one slot up where the slot below, which keeps this
    /// function's instance, is an operand's.
    /// </summary>
    private readonly int CalleeFrame(int first)
    {
        bool isBelowInUse = first > 0 && _operands[first - 1].Kind is OperandKind.Register or OperandKind.Slot;
        return _frame.Operand(first) + (isBelowInUse ? 1 : 0);
    }

    /// <summary>
    /// Brings the index of an indirect call into a slot that no argument takes. That is the scratch slot where all are too
    /// far away; the index then stays in its register, for placing the arguments may need that slot.
    /// </summary>
    private int PlaceIndex(int position, int slot)
    {
        ref var operand = ref _operands[position];
        if (operand.Kind == OperandKind.Local && IsNear(operand.Slot))
            return operand.Slot;
        if (!IsNear(slot))
        {
            ToRegister(position);
            return _frame.Scratch;
        }

        EmitMove(operand, position, slot);
        return slot;
    }

    private void PlaceArguments(int first, int end, int frame)
    {
        // Downwards, for each may move up by one slot.
        for (int position = end - 1; position >= first; position--)
            EmitMove(_operands[position], position, frame + position - first);
    }

    private void ReserveFrame(int frame, FunctionType type) =>
        NeedSlots(frame + Math.Max(type.Parameters.Length, type.Results.Length));

    private void TakeResults(FunctionType type, int frame)
    {
        if (frame == _frame.Operand(_height))
        {
            PushSlots(type.Results.AsSpan());
            return;
        }

        if (type.Results is [var result])
        {
            Claim(_height, Operand.IsFloatKind(result));
            EmitLoadSlot(_height, result, frame);
            PushRegister(result);
            return;
        }

        foreach (var kind in type.Results)
        {
            EmitSlotMove(frame++, _frame.Operand(_height));
            PushSlot(kind);
        }
    }
}
