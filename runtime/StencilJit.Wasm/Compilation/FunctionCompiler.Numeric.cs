using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Compilation;

/// <content>Numeric instructions (4.3).</content>
internal sealed unsafe partial class FunctionCompiler
{
    private void Binary(Opcode opcode, ValueKind result)
    {
        ref readonly var forms = ref NumericStencils.Of(opcode);
        if ((forms.Traits & NumericTraits.Special) == 0)
            EmitBinary(forms, result, NextLocal());
        else
            BinaryOrOther(opcode, forms, result);
    }

    /// <summary>An instruction that may be compiled as another one, or together with the next.</summary>
    private void BinaryOrOther(Opcode opcode, in NumericForms forms, ValueKind result)
    {
        Operand* second = _operands + _height - 1;
        if (forms.Traits.HasFlag(NumericTraits.Sum))
        {
            if ((second[-1].Shift | second->Shift) != 0)
                EmitShiftedAdd();
            else
                EmitBinary(forms, result, NextLocal());
        }
        else if (forms.Traits.HasFlag(NumericTraits.Mask))
        {
            if (IsConditionNext())
                _pending = opcode;
            else
                EmitBinary(forms, result, NextLocal());
        }
        else if (forms.Traits.HasFlag(NumericTraits.Shift))
        {
            opcode = ReduceCount(opcode, second);
            if (opcode != Opcode.I32Shl || !TryPostponeShift())
                EmitBinary(NumericStencils.Of(opcode), result, NextLocal());
        }
        else
        {
            EmitBinary(FormsOfDivision(opcode, second), result, NextLocal());
        }
    }

    private void EmitUnary(in NumericForms forms, ValueKind result, ulong v0 = 0) => EmitUnary(forms, result, NextLocal(), v0);

    /// <summary>Stitches an instruction of one operand.</summary>
    /// <param name="forms">Its stencils.</param>
    /// <param name="result">The type of its result.</param>
    /// <param name="sink">The register of the local that the next instruction sets, or <see cref="Registers.None"/>.</param>
    /// <param name="v0">The value of the hole after the operand's, if there is one.</param>
    private void EmitUnary(in NumericForms forms, ValueKind result, int sink, ulong v0 = 0)
    {
        int position = _height - 1;
        Operand* operand = _operands + position;
        if (forms.Slot != NumericForms.None && IsSlotOperand(*operand))
        {
            int slot = SlotOf(*operand);
            Release(*operand);
            int target = Target(sink, Operand.IsFloatKind(result), position);
            _writer.Emit(forms.Slot + Registers.Number(target, 0), Offset(slot), v0);
            Deliver(position, result, target, sink);
            return;
        }

        int id = Choose(forms.Free, forms.Tied, position, result, ref sink, out int a, out int register);
        _writer.Emit(id, v0);
        ReleaseRegister(a);
        Deliver(position, result, register, sink);
    }

    /// <summary>Brings an operand into a register and finds one for the result; the operand is released but for its register.</summary>
    /// <param name="free">The stencil where they are two.</param>
    /// <param name="tied">The stencil where they are one, or <see cref="NumericForms.None"/>.</param>
    /// <param name="position">The operand's position.</param>
    /// <param name="result">The type of the result.</param>
    /// <param name="sink">The register of the local that the next instruction sets, or <see cref="Registers.None"/>: so afterwards, too, where it does not fit.</param>
    /// <param name="a">The operand's register.</param>
    /// <param name="register">The result's.</param>
    /// <returns>The stencil's number with these registers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Choose(int free, int tied, int position, ValueKind result, ref int sink, out int a, out int register)
    {
        Operand* operand = _operands + position;
        a = ToRegister(position, position);
        if (sink == a && tied == NumericForms.None)
            sink = Registers.None;
        bool isTied = tied != NumericForms.None && (sink == Registers.None ? operand->Kind == OperandKind.Register : sink == a);
        ReleaseReader(operand);
        register = isTied && sink == Registers.None ? a : Target(sink, Operand.IsFloatKind(result), position);
        return (isTied ? tied : free + Registers.Number(register, 1)) + Registers.Number(a, 0);
    }

    private void EmitBinary(Opcode opcode, ValueKind result, int sink) => EmitBinary(NumericStencils.Of(opcode), result, sink);

    /// <summary>Stitches an instruction of two operands.</summary>
    /// <param name="forms">Its stencils.</param>
    /// <param name="result">The type of its result.</param>
    /// <param name="sink">The register of the local that the next instruction sets, or <see cref="Registers.None"/>.</param>
    private void EmitBinary(in NumericForms forms, ValueKind result, int sink)
    {
        int position = _height - 2;
        Operand* first = _operands + position;
        if (forms.IsCommutative && IsBetterExchanged(first, sink))
            Exchange(position);
        Operand* second = first + 1;
        if (second->Kind == OperandKind.Constant && forms.FreeImmediate != NumericForms.None && FitsImmediate(*second))
            EmitImmediate(forms, result, sink);
        else if (forms.Slot != NumericForms.None && IsSlotOperand(*second))
            EmitSlot(forms, result, sink);
        else
            EmitRegisters(forms, result, sink);
    }

    /// <summary>Stitches an instruction whose second operand is a number.</summary>
    private void EmitImmediate(in NumericForms forms, ValueKind result, int sink)
    {
        int position = _height - 2;
        ulong number = SignExtend(_operands[position + 1].Bits);
        int id = Choose(forms.FreeImmediate, forms.TiedImmediate, position, result, ref sink, out int a, out int register);
        _writer.Emit(id, number);
        ReleaseRegister(a);
        Deliver(position, result, register, sink);
    }

    /// <summary>Stitches an instruction whose operands are, or come, in registers.</summary>
    private void EmitRegisters(in NumericForms forms, ValueKind result, int sink)
    {
        int position = _height - 2;
        Operand* first = _operands + position;
        int a = ToRegister(position, position);
        int b = ToRegister(position + 1, position);
        // Where the result goes to the second operand's register, or to one of another class's, that one would be read too late.
        if (sink == b || (sink == a && forms.Tied == NumericForms.None))
            sink = Registers.None;
        bool isTied = forms.Tied != NumericForms.None && (sink == Registers.None ? first->Kind == OperandKind.Register : sink == a);
        ReleaseReader(first);
        ReleaseReader(first + 1);
        int register = isTied && sink == Registers.None ? a : Target(sink, Operand.IsFloatKind(result), position);
        int id = isTied ? forms.Tied : forms.Free + Registers.Number(register, 2);
        _writer.Emit(id + Registers.Number(a, 0) + Registers.Number(b, 1));
        ReleaseRegister(a);
        ReleaseRegister(b);
        Deliver(position, result, register, sink);
    }

    /// <summary>Stitches an instruction whose second operand is in a slot.</summary>
    private void EmitSlot(in NumericForms forms, ValueKind result, int sink)
    {
        int position = _height - 2;
        Operand* first = _operands + position;
        int a = ToRegister(position, position);
        ulong slot = Offset(SlotOf(first[1]));
        bool isOwned = first->Kind == OperandKind.Register;
        ReleaseReader(first);
        Release(first[1]);
        if (forms.Tied == NumericForms.None)
        {
            // The result is of another class than the operands.
            int target = Target(sink, Operand.IsFloatKind(result), position);
            _writer.Emit(forms.Slot + Registers.Number(a, 0) + Registers.Number(target, 1), slot);
            ReleaseRegister(a);
            Deliver(position, result, target, sink);
            return;
        }

        int register = sink == Registers.None && isOwned ? a : Target(sink, Operand.IsFloatKind(result), position);
        EmitRegisterMove(a, register);
        _writer.Emit(forms.Slot + Registers.Number(register, 0), slot);
        ReleaseRegister(a);
        Deliver(position, result, register, sink);
    }

    /// <summary>Whether two operands are better exchanged: a number, or what the result does not replace, comes second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsBetterExchanged(Operand* first, int sink)
    {
        var second = first + 1;
        return second->Kind != OperandKind.Constant
            && (first->Kind == OperandKind.Constant || (IsReplaceable(*second, sink) && !IsReplaceable(*first, sink)));
    }

    /// <summary>Exchanges an operand and the one above it, for the instruction that consumes them.</summary>
    private void Exchange(int position)
    {
        Operand* first = _operands + position;
        Operand* second = first + 1;
        (*first, *second) = (*second, *first);
        if (first->Kind == OperandKind.Register)
            _owners[first->Register] = position;
        if (second->Kind == OperandKind.Register)
            _owners[second->Register] = position + 1;
    }

    /// <summary>Whether the result can go to the operand's register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsReplaceable(in Operand operand, int sink) =>
        sink == Registers.None ? operand.Kind == OperandKind.Register : RegisterOf(operand) == sink;

    /// <summary>Whether an operand is best read from its slot: it is there, and not at home in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsSlotOperand(in Operand operand) =>
        operand.Kind == OperandKind.Local
            ? _locals[operand.Local].Home == Registers.None && IsNear(_frame.Local(operand.Local))
            : operand.Kind == OperandKind.Slot && IsNear(operand.Slot);

    /// <summary>The slot of an operand that is in one, its own or a local's.</summary>
    private int SlotOf(in Operand operand) => operand.Kind == OperandKind.Local ? _frame.Local(operand.Local) : operand.Slot;

    /// <summary>Whether a number can be an immediate, which is sign-extended from 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FitsImmediate(in Operand number) => number.Type == ValueKind.I32 || FitsImmediate(number.Bits);

    /// <summary>Brings the second of the two topmost operands to where a stencil without a result takes it.</summary>
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
            ? takesImmediate && FitsImmediate(second)
            : takesSlot && IsSlotOperand(second);
        return isInPlace ? Registers.None : ToRegister(position + 1, position);
    }
}
