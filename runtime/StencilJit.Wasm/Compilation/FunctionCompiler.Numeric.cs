using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <content>Numeric instructions (4.3), and comparisons that wait for a branch.</content>
internal sealed partial class FunctionCompiler
{
    private void Binary(Opcode opcode, ValueKind result)
    {
        if (opcode is >= Opcode.I32Shl and <= Opcode.I32Rotr or >= Opcode.I64Shl and <= Opcode.I64Rotr)
            opcode = ReduceCount(opcode);
        if (opcode == Opcode.I32And && IsConditionNext())
            _pending = opcode;
        else if (opcode == Opcode.I32Shl && TryPostponeShift())
            return;
        else if (opcode == Opcode.I32Add && (_operands[_height - 2].Shift | _operands[_height - 1].Shift) != 0)
            EmitShiftedAdd();
        else
            EmitBinary(opcode, result, NextLocal(Operand.IsFloatKind(result)));
    }

    private void Test(Opcode opcode)
    {
        if (opcode != Opcode.I32Eqz || _pending == 0)
        {
            Postpone(opcode);
            return;
        }

        _isInverted = !_isInverted;
        EmitUnlessAwaited();
    }

    /// <summary>Has a comparison or test wait for who consumes it.</summary>
    private void Postpone(Opcode opcode)
    {
        _pending = opcode;
        EmitUnlessAwaited();
    }

    /// <summary>Stitches the comparison that waits as a value, unless the next instruction is one that may do it better.</summary>
    private void EmitUnlessAwaited()
    {
        ref readonly var next = ref Next;
        bool isAwaited = next.Opcode == Opcode.I32Eqz
            || next.Operation is Operation.BranchIf or Operation.If or Operation.LocalSet or Operation.LocalTee or Operation.Drop or Operation.Select;
        if (!isAwaited)
            EmitPending(Registers.None);
    }

    private void EmitPending(int sink)
    {
        var opcode = _pending;
        bool isInverted = _isInverted;
        _pending = 0;
        _isInverted = false;
        if (isInverted && NumericStencils.TryInvert(ref opcode))
            isInverted = false;
        if (NumericStencils.IsTest(opcode))
            EmitUnary(NumericStencils.Of(opcode), ValueKind.I32, sink: isInverted ? Registers.None : sink);
        else
            EmitBinary(opcode, ValueKind.I32, isInverted ? Registers.None : sink);
        if (isInverted)
            EmitUnary(NumericStencils.Of(Opcode.I32Eqz), ValueKind.I32, sink: sink);
    }

    private void PopPending()
    {
        PopTo(_height - (NumericStencils.IsTest(_pending) ? 1 : 2));
        _pending = 0;
        _isInverted = false;
    }

    private void EmitUnary(in NumericForms forms, ValueKind result, ulong v0 = 0, ulong v1 = 0) =>
        EmitUnary(forms, result, NextLocal(Operand.IsFloatKind(result)), v0, v1);

    /// <summary>Stitches an instruction of one operand.</summary>
    /// <param name="forms">Its stencils.</param>
    /// <param name="result">The type of its result.</param>
    /// <param name="sink">The register of the local that the result goes to, or <see cref="Registers.None"/>.</param>
    /// <param name="v0">The value of the first hole after the operand's, if there is one.</param>
    /// <param name="v1">The value of the second one.</param>
    private void EmitUnary(in NumericForms forms, ValueKind result, int sink, ulong v0 = 0, ulong v1 = 0)
    {
        bool isFloat = Operand.IsFloatKind(result);
        int position = _height - 1;
        ref var operand = ref _operands[position];
        int register;
        if (forms.Slot != NumericForms.None && IsSlotOperand(operand))
        {
            register = Target(sink, Registers.None, isFloat, position);
            _writer.Emit(forms.Slot + Registers.Number(register, 0), Offset(operand.Slot), v0, v1);
        }
        else
        {
            int a = ToRegister(position, position);
            bool isTied = forms.Tied != NumericForms.None && (sink == Registers.None ? IsOwned(position) : sink == a);
            if (sink == a && !isTied)
                sink = Registers.None;
            register = Target(sink, isTied ? a : Registers.None, isFloat, position);
            int id = isTied ? forms.Tied : forms.Free + Registers.Number(register, 1);
            _writer.Emit(id + Registers.Number(a, 0), v0, v1);
        }

        Pop();
        PushResult(result, register, sink);
    }

    /// <summary>Stitches an instruction of two operands.</summary>
    /// <param name="opcode">The instruction.</param>
    /// <param name="result">The type of its result.</param>
    /// <param name="sink">The register of the local that the result goes to, or <see cref="Registers.None"/>.</param>
    private void EmitBinary(Opcode opcode, ValueKind result, int sink)
    {
        if (NumericStencils.IsCommutative(opcode))
            ArrangeCommutative(_height - 2, sink);
        EmitBinary(FormsOf(opcode), result, sink);
    }

    private void EmitBinary(in NumericForms forms, ValueKind result, int sink)
    {
        bool isFloat = Operand.IsFloatKind(result);
        int position = _height - 2;
        int a = ToRegister(position, position);
        int b = Second(position, forms.FreeImmediate != NumericForms.None, forms.Slot != NumericForms.None);
        if (forms.Tied == NumericForms.None)
        {
            // The result is of another class than the operands.
            sink = sink == a || sink == b ? Registers.None : sink;
            int target = Target(sink, Registers.None, isFloat, position);
            EmitFree(forms, a, b, target);
            PopTwo();
            PushResult(result, target, sink);
            return;
        }

        // Where the result goes to the second operand's register, that one would be read too late.
        if (sink != Registers.None && sink == b)
            sink = Registers.None;
        bool isTied = sink == Registers.None ? IsOwned(position) : sink == a;
        int register = Target(sink, isTied ? a : Registers.None, isFloat, position);
        if (!isTied && b == Registers.None && _operands[position + 1].Kind != OperandKind.Constant)
        {
            EmitRegisterMove(a, register);
            a = register;
            isTied = true;
        }

        if (isTied)
            EmitTied(forms, a, b);
        else
            EmitFree(forms, a, b, register);
        PopTwo();
        PushResult(result, register, sink);
    }

    /// <summary>Stitches an instruction of two operands with its result in the register of the first one.</summary>
    /// <param name="forms">Its stencils.</param>
    /// <param name="a">The first operand's register.</param>
    /// <param name="b">The second operand's, or <see cref="Registers.None"/>: it is what it is on the stack.</param>
    private void EmitTied(in NumericForms forms, int a, int b)
    {
        int number = Registers.Number(a, 0);
        ref readonly var second = ref _operands[_height - 1];
        if (b != Registers.None)
            _writer.Emit(forms.Tied + number + Registers.Number(b, 1));
        else if (second.Kind == OperandKind.Constant)
            _writer.Emit(forms.TiedImmediate + number, SignExtend(second.Bits));
        else
            _writer.Emit(forms.Slot + number, Offset(second.Slot));
    }

    private void EmitFree(in NumericForms forms, int a, int b, int result)
    {
        int number = Registers.Number(a, 0);
        ref readonly var second = ref _operands[_height - 1];
        if (b != Registers.None)
            _writer.Emit(forms.Free + number + Registers.Number(b, 1) + Registers.Number(result, 2));
        else if (second.Kind == OperandKind.Constant)
            _writer.Emit(forms.FreeImmediate + number + Registers.Number(result, 1), SignExtend(second.Bits));
        else
            _writer.Emit(forms.Slot + number + Registers.Number(result, 1), Offset(second.Slot));
    }

    /// <summary>Exchanges operands where the second one is better the first: a number, or what the result may replace, comes second or first.</summary>
    private void ArrangeCommutative(int position, int sink)
    {
        ref var first = ref _operands[position];
        ref var second = ref _operands[position + 1];
        bool isBetter = second.Kind != OperandKind.Constant
            && (first.Kind == OperandKind.Constant || IsReplaceable(second, sink) && !IsReplaceable(first, sink));
        if (isBetter)
            Exchange(position);
    }

    /// <summary>Exchanges an operand and the one above it, for the instruction that consumes them.</summary>
    private void Exchange(int position)
    {
        ref var first = ref _operands[position];
        ref var second = ref _operands[position + 1];
        (first, second) = (second, first);
        if (first.Kind == OperandKind.Register)
            _owners[first.Register] = position;
        if (second.Kind == OperandKind.Register)
            _owners[second.Register] = position + 1;
    }

    /// <summary>Whether the result can go to the operand's register.</summary>
    private bool IsReplaceable(in Operand operand, int sink) =>
        sink == Registers.None ? operand.Kind == OperandKind.Register : RegisterOf(operand) == sink;

    /// <summary>Whether an operand is best read from its slot: it is there, and not at home in a register.</summary>
    private bool IsSlotOperand(in Operand operand) =>
        operand.Kind is OperandKind.Slot or OperandKind.Local
        && (operand.Kind == OperandKind.Slot || _homes[operand.Slot] == Registers.None) && IsNear(operand.Slot);

    /// <summary>Brings the second of the two topmost operands to where a stencil takes it.</summary>
    /// <returns>
    /// Its register, a local's for one at home; <see cref="Registers.None"/> where it stays what it is: a near slot, or an
    /// immediate, if there is such a stencil.
    /// </returns>
    private int Second(int position, bool takesImmediate, bool takesSlot)
    {
        ref var second = ref _operands[position + 1];
        if (second.Kind == OperandKind.Register)
            return second.Register;
        bool isInPlace = second.Kind == OperandKind.Constant
            ? takesImmediate && (second.Type == ValueKind.I32 || FitsImmediate(second.Bits))
            : takesSlot && IsSlotOperand(second);
        return isInPlace ? Registers.None : BringToRegister(position + 1, position);
    }
}
