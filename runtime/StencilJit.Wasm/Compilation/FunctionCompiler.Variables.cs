namespace StencilJit.Wasm.Compilation;

/// <content>Locals, globals and drop: 4.4.4 and 4.4.5.</content>
internal sealed unsafe partial class FunctionCompiler
{
    private void StoreLocal(int local)
    {
        int home = _homeOf[local];
        int top = _height - 1;
        Operand* operand = _operands + top;
        // Its value is that of the local.
        if (operand->Kind == OperandKind.Local && operand->Local == local)
            return;
        DetachReaders(local, top);
        ForgetChecks(local);
        if (home == Registers.None)
        {
            EmitCopyToSlot(*operand, _frame.Local(local));
        }
        else
        {
            EmitCopyToRegister(*operand, home);
            SetInRegister(home);
        }
    }

    private void GlobalGet(int global, ValueKind type)
    {
        int offset = InstanceLayout.Global(global);
        bool isFloat = Operand.IsFloatKind(type);
        int id = NearOffsets.Has(offset)
            ? isFloat ? WasmStencils.Id.GlobalGetFNear : WasmStencils.Id.GlobalGetINear
            : isFloat ? WasmStencils.Id.GlobalGetF : WasmStencils.Id.GlobalGetI;
        EmitConstantLike(id, type, (ulong)offset);
    }

    /// <summary>Stitches what has no operands and one hole, for its result.</summary>
    private void EmitConstantLike(int id, ValueKind type, ulong value)
    {
        int sink = NextLocal();
        int register = Target(sink, Operand.IsFloatKind(type), _height);
        _writer.Emit(id + Registers.Number(register, 0), value);
        Deliver(_height, type, register, sink);
    }

    private void GlobalSet(int global, ValueKind type)
    {
        int top = _height - 1;
        int register = ToRegister(top, top);
        int offset = InstanceLayout.Global(global);
        bool isFloat = Operand.IsFloatKind(type);
        int id = NearOffsets.Has(offset)
            ? isFloat ? WasmStencils.Id.GlobalSetFNearR : WasmStencils.Id.GlobalSetINearR
            : isFloat ? WasmStencils.Id.GlobalSetFR : WasmStencils.Id.GlobalSetIR;
        _writer.Emit(id + Registers.Number(register, 0), (ulong)offset);
        Pop();
    }

    private void Drop()
    {
        // A comparison that waits has no effect but its result.
        if (_pending != 0)
            PopPending();
        else
            Pop();
    }
}
