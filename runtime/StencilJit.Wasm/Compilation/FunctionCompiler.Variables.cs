namespace StencilJit.Wasm.Compilation;

/// <content>Locals, globals, numbers, drop and select: 4.4.1, 4.4.4 and 4.4.5.</content>
internal partial struct FunctionCompiler
{
    public void I32Const(int value) => PushNumber(ValueKind.I32, (uint)value);

    public void I64Const(long value) => PushNumber(ValueKind.I64, (ulong)value);

    public void F32Const(uint bits) => PushNumber(ValueKind.F32, bits);

    public void F64Const(ulong bits) => PushNumber(ValueKind.F64, bits);

    private void PushNumber(ValueKind type, ulong bits)
    {
        Settle();
        PushConstant(type, bits);
    }

    public void LocalGet(int local, ValueKind type)
    {
        Settle();
        PushLocal(_frame.Local(local), type);
    }

    public void LocalSet(int local, ValueKind type)
    {
        StoreLocal(local);
        Pop();
    }

    public void LocalTee(int local, ValueKind type) => StoreLocal(local);

    private void StoreLocal(int local)
    {
        Settle();
        int slot = _frame.Local(local);
        int top = _height - 1;
        DetachReaders(slot, top);
        EmitMove(_operands[top], top, slot);
    }

    public void GlobalGet(int global, ValueKind type)
    {
        Settle();
        bool isFloat = Operand.IsFloatKind(type);
        Claim(_height, isFloat);
        int id = isFloat ? WasmStencils.Id.GlobalGetF : WasmStencils.Id.GlobalGetI;
        _writer.Emit(id + Variant(_height), (ulong)InstanceLayout.Global(global));
        PushRegister(type);
    }

    public void GlobalSet(int global, ValueKind type)
    {
        Settle();
        int top = _height - 1;
        ToRegister(top);
        int id = Operand.IsFloatKind(type) ? WasmStencils.Id.GlobalSetFR : WasmStencils.Id.GlobalSetIR;
        _writer.Emit(id + Variant(top), (ulong)InstanceLayout.Global(global));
        Pop();
    }

    public void Drop(ValueKind type)
    {
        // A comparison that waits has no effect but its result.
        if (_pending != 0)
            PopPending();
        else
            Pop();
    }

    public void Select(ValueKind type)
    {
        Settle();
        int first = _height - 3;
        for (int position = first; position < _height; position++)
            ToRegister(position);
        int id = Operand.IsFloatKind(type) ? WasmStencils.Id.SelectFRRRTied : WasmStencils.Id.SelectIRRRTied;
        _writer.Emit(id + Variant2(first) + (Variant(first + 2) << 6));
        PopTo(first);
        PushRegister(type);
    }

    public void RefNull(ValueKind type) => PushNumber(type, 0);

    public void RefFunc(int function)
    {
        Settle();
        Claim(_height, isFloat: false);
        _writer.Emit(WasmStencils.Id.RefFunc + Variant(_height), (ulong)_layout.Function(function));
        PushRegister(ValueKind.FuncRef);
    }
}
