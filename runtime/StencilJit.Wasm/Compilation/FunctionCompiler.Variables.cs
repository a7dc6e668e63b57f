using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Compilation;

/// <content>Locals, globals, drop and select: 4.4.4 and 4.4.5.</content>
internal sealed partial class FunctionCompiler
{
    private void StoreLocal(int local)
    {
        int slot = _frame.Local(local);
        int home = _homes[slot];
        if (_pending != 0)
            EmitPending(home);
        int top = _height - 1;
        ref var operand = ref _operands[top];
        // Its value is that of the local, or was calculated into it.
        if (operand.Kind == OperandKind.Local && operand.Slot == slot)
            return;
        DetachReaders(slot, top);
        ForgetChecks(slot);
        if (home == Registers.None)
        {
            EmitCopyToSlot(operand, slot);
        }
        else
        {
            EmitCopyToRegister(operand, home);
            SetInRegister(home);
        }
    }

    private void GlobalGet(int global, ValueKind type)
    {
        int id = Operand.IsFloatKind(type) ? WasmStencils.Id.GlobalGetF : WasmStencils.Id.GlobalGetI;
        EmitConstantLike(id, type, (ulong)InstanceLayout.Global(global));
    }

    /// <summary>Stitches what has no operands and one hole, for its result.</summary>
    private void EmitConstantLike(int id, ValueKind type, ulong value)
    {
        int sink = NextLocal(Operand.IsFloatKind(type));
        int register = Target(sink, Registers.None, Operand.IsFloatKind(type), _height);
        _writer.Emit(id + Registers.Number(register, 0), value);
        PushResult(type, register, sink);
    }

    private void GlobalSet(int global, ValueKind type)
    {
        int top = _height - 1;
        int register = ToRegister(top, top);
        int id = Operand.IsFloatKind(type) ? WasmStencils.Id.GlobalSetFR : WasmStencils.Id.GlobalSetIR;
        _writer.Emit(id + Registers.Number(register, 0), (ulong)InstanceLayout.Global(global));
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

    private void Select(ValueKind type)
    {
        bool isWide = _pending != 0 && TakeCondition();
        bool isFloat = Operand.IsFloatKind(type);
        int sink = NextLocal(isFloat);
        int first = _height - 3;
        int a = ToRegister(first, first);
        int b = ToRegister(first + 1, first);
        int condition = ToRegister(first + 2, first);
        // What is replaced must not be read again; the register of the first operand is read as it is replaced.
        if (sink == a ? a == b || a == condition : sink == b || sink == condition)
            sink = Registers.None;
        bool isTied = sink == Registers.None ? IsOwned(first) : sink == a;
        int register = Target(sink, isTied ? a : Registers.None, isFloat, first);
        int id = (isFloat, isWide) switch
        {
            (false, false) => isTied ? WasmStencils.Id.SelectIRRRTied : WasmStencils.Id.SelectIRRR,
            (false, true) => isTied ? WasmStencils.Id.SelectIWideRRRTied : WasmStencils.Id.SelectIWideRRR,
            (true, false) => isTied ? WasmStencils.Id.SelectFRRRTied : WasmStencils.Id.SelectFRRR,
            (true, true) => isTied ? WasmStencils.Id.SelectFWideRRRTied : WasmStencils.Id.SelectFWideRRR,
        };
        _writer.Emit(id + Registers.Number(a, 0) + Registers.Number(b, 1) + Registers.Number(condition, 2) + (isTied ? 0 : Registers.Number(register, 3)));
        PopTo(first);
        PushResult(type, register, sink);
    }

    /// <summary>
    /// Makes the comparison or test that waits the condition of a select. That a number is zero is asked of the number itself,
    /// with the two values exchanged.
    /// </summary>
    /// <returns>Whether the condition is 64 bits wide.</returns>
    private bool TakeCondition()
    {
        var opcode = _pending;
        bool isInverted = _isInverted;
        _pending = 0;
        _isInverted = false;
        bool isTest = NumericStencils.IsTest(opcode);
        if (isTest)
        {
            isInverted = !isInverted;
        }
        else
        {
            if (isInverted && NumericStencils.TryInvert(ref opcode))
                isInverted = false;
            EmitBinary(opcode, ValueKind.I32, Registers.None);
        }

        if (isInverted)
            Exchange(_height - 3);
        return isTest && opcode != Opcode.I32Eqz;
    }
}
