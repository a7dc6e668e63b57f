using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Compilation;

/// <content>Numeric instructions (4.3).</content>
internal sealed unsafe partial class FunctionCompiler
{
    private void Binary(Opcode opcode, ValueKind result)
    {
        ref readonly var forms = ref NumericStencils.Of(opcode);
        Operand* second = _operands + _height - 1;
        if ((forms.Traits & NumericTraits.Special) == 0 && (second[-1].Shift | second->Shift) == 0)
            EmitBinary(opcode, forms, result, NextLocal());
        else
            BinaryOrOther(opcode, forms.Traits, result);
    }

    /// <summary>An instruction that may be compiled as another one, or together with the next or the one before.</summary>
    private void BinaryOrOther(Opcode opcode, NumericTraits traits, ValueKind result)
    {
        Operand* second = _operands + _height - 1;
        if ((traits & NumericTraits.Special) == 0)
        {
            EmitShiftedAdd();
        }
        else if ((traits & NumericTraits.Mask) != 0)
        {
            EmitMask(opcode, result);
        }
        else if ((traits & NumericTraits.Shift) != 0)
        {
            opcode = ReduceCount(opcode, second);
            if (opcode != Opcode.I32Shl || !(TryPostponeShift() || TryLoadElement()))
                EmitBinary(opcode, result, NextLocal());
        }
        else if ((traits & NumericTraits.Multiplication) != 0)
        {
            EmitProduct(opcode, result);
        }
        else if ((traits & NumericTraits.Subtraction) != 0)
        {
            EmitBinary(AsAddition(opcode, second), result, NextLocal());
        }
        else if (second->Kind != OperandKind.Constant || !TryDivideBy(opcode, second->Bits, result))
        {
            EmitBinary(opcode, result, NextLocal());
        }
    }

    /// <summary>
    /// Makes of a subtraction of a number the addition of its opposite, which on x86-64 can leave its result in another register. AArch64
    /// subtracts as well as it adds, and has room for small numbers without a sign.
    /// </summary>
    private static Opcode AsAddition(Opcode opcode, Operand* number)
    {
        ulong opposite = 0 - number->Bits;
        bool isNarrow = opcode == Opcode.I32Sub;
        if (NearOffsets.Matter || !IsImmediate(*number) || !(isNarrow || FitsImmediate(opposite)))
            return opcode;
        number->Bits = isNarrow ? (uint)opposite : opposite;
        return isNarrow ? Opcode.I32Add : Opcode.I64Add;
    }

    /// <summary>Stitches an instruction of one operand.</summary>
    /// <param name="forms">Its stencils.</param>
    /// <param name="result">The type of its result.</param>
    /// <param name="sink">The register of the local that the next instruction sets, or <see cref="Registers.None"/>.</param>
    /// <param name="v0">The value of the first hole after the operand's, if there is one.</param>
    /// <param name="v1">The value of the second one.</param>
    private void EmitUnary(in NumericForms forms, ValueKind result, int sink, ulong v0 = 0, ulong v1 = 0)
    {
        int position = _height - 1;
        Operand* operand = _operands + position;
        if (!forms.HasSlot || !IsSlotOperand(*operand))
        {
            EmitFromRegister(forms.Register, position, result, sink, v0, v1);
            return;
        }

        int slot = _frame.Of(*operand);
        Release(*operand);
        int register = Target(sink, Operand.IsFloatKind(result), position);
        _writer.Emit(forms.Slot + Registers.Number(register, 0), Offset(slot), v0, v1);
        Deliver(position, result, register, sink);
    }

    /// <summary>Stitches what has one operand in a register and otherwise holes. What is above the operand is consumed and holds nothing.</summary>
    /// <param name="forms">Its stencils.</param>
    /// <param name="position">The operand's position.</param>
    /// <param name="result">The type of the result.</param>
    /// <param name="sink">The register of the local that the next instruction sets, or <see cref="Registers.None"/>.</param>
    /// <param name="v0">The value of the first hole, if there is one.</param>
    /// <param name="v1">The value of the second one.</param>
    private void EmitFromRegister(in RegisterForms forms, int position, ValueKind result, int sink, ulong v0, ulong v1 = 0)
    {
        int a = ToRegister(position, position);
        Operand* operand = _operands + position;
        if (sink != Registers.None && (sink != a || forms.HasTied))
        {
            Detach(position);
            _writer.Emit((sink == a ? forms.Tied : forms.Free + Registers.Number(sink, 1)) + Registers.Number(a, 0), v0, v1);
            ReleaseRegister(a);
            DeliverToLocal(position, result, sink);
        }
        else if (operand->Kind == OperandKind.Register && forms.HasTied)
        {
            _writer.Emit(forms.Tied + Registers.Number(a, 0), v0, v1);
            DeliverInPlace(position, result);
        }
        else
        {
            int register = Allocate(Operand.IsFloatKind(result), position);
            _writer.Emit(forms.Free + Registers.Number(a, 0) + Registers.Number(register, 1), v0, v1);
            ReleaseRegister(a);
            DeliverInRegister(position, result, register);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EmitImmediate(Opcode opcode, in NumericForms forms, int position, ValueKind result, int sink, ulong bits)
    {
        if (NearOffsets.Matter && NearNumberStencils.TryFind(opcode, bits, out var near, out ulong small))
        {
            EmitFromRegister(near.Register, position, result, sink, small);
            return;
        }

        if (NearOffsets.Matter && opcode == Opcode.I32Add && bits <= NearOffsets.HighestFar)
        {
            uint far = (uint)bits;
            EmitFromRegister(new RegisterForms(WasmStencils.Id.I32AddFarR, WasmStencils.Id.I32AddFarRTied), position, result, sink, NearOffsets.InPage(far), NearOffsets.PagesOf(far));
            return;
        }

        ulong number = SignExtend(bits);
        int shorter = forms.Short & ShortOffsets.MaskOfSigned(number);
        EmitFromRegister(new RegisterForms(forms.Immediate.Free + shorter, forms.Immediate.Tied + shorter), position, result, sink, number);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitBinary(Opcode opcode, ValueKind result, int sink) => EmitBinary(opcode, NumericStencils.Of(opcode), result, sink);

    /// <summary>Stitches an instruction of two operands.</summary>
    /// <param name="opcode">The instruction.</param>
    /// <param name="forms">Its stencils.</param>
    /// <param name="result">The type of its result.</param>
    /// <param name="sink">The register of the local that the next instruction sets, or <see cref="Registers.None"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EmitBinary(Opcode opcode, in NumericForms forms, ValueKind result, int sink)
    {
        int position = _height - 2;
        Operand* first = _operands + position;
        Operand* second = first + 1;
        bool isImmediate = forms.HasImmediate && IsImmediate(*second);
        if (forms.IsCommutative && !isImmediate && IsBetterExchanged(first, sink))
        {
            Exchange(position);
            isImmediate = forms.HasImmediate && IsImmediate(*second);
        }

        if (isImmediate)
            EmitImmediate(opcode, forms, position, result, sink, second->Bits);
        else if (forms.HasSlot && IsSlotOperand(*second))
            EmitSlot(forms, result, sink);
        else
            EmitRegisters(forms.Register, result, sink);
    }

    /// <summary>Stitches an instruction whose operands are, or come, in registers.</summary>
    private void EmitRegisters(in RegisterForms forms, ValueKind result, int sink)
    {
        int position = _height - 2;
        Operand* first = _operands + position;
        int a = ToRegister(position, position);
        int b = ToRegister(position + 1, position);
        int registers = Registers.Number(a, 0) + Registers.Number(b, 1);
        // Where the result goes to the second operand's register, that one would be read too late.
        if (sink != Registers.None && sink != b)
        {
            Detach(position);
            _writer.Emit((sink == a ? forms.Tied : forms.Free + Registers.Number(sink, 2)) + registers);
            ReleaseRegister(a);
            ReleaseRegister(b);
            DeliverToLocal(position, result, sink);
        }
        else if (first->Kind == OperandKind.Register && forms.HasTied)
        {
            _writer.Emit(forms.Tied + registers);
            ReleaseRegister(b);
            DeliverInPlace(position, result);
        }
        else
        {
            int register = Allocate(Operand.IsFloatKind(result), position);
            _writer.Emit(forms.Free + registers + Registers.Number(register, 2));
            ReleaseRegister(a);
            ReleaseRegister(b);
            DeliverInRegister(position, result, register);
        }
    }

    /// <summary>Stitches an instruction whose second operand is in a slot.</summary>
    private void EmitSlot(in NumericForms forms, ValueKind result, int sink)
    {
        int position = _height - 2;
        Operand* first = _operands + position;
        int a = ToRegister(position, position);
        ulong slot = Offset(_frame.Of(first[1]));
        bool isOwned = first->Kind == OperandKind.Register;
        Release(first[1]);
        if (!forms.Register.HasTied)
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

    /// <summary>
    /// Whether two operands, the second one no immediate, are better exchanged: an immediate, or what the result does not replace,
    /// comes second. A number that is no immediate gets a register of its own, which the result may replace.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsBetterExchanged(Operand* first, int sink) =>
        IsImmediate(*first) || (IsReplaceable(first[1], sink) && !IsReplaceable(*first, sink));

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
        sink == Registers.None ? operand.Kind is OperandKind.Register or OperandKind.Constant : RegisterOf(operand) == sink;

    /// <summary>Whether an operand is best read from its slot: it is there, and not at home in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsSlotOperand(in Operand operand) =>
        operand.Kind == OperandKind.Local
            ? _homeOf[operand.Local] == Registers.None && IsNear(_frame.Local(operand.Local))
            : operand.Kind == OperandKind.Slot && IsNear(operand.Slot);

    /// <summary>Whether an operand is a number that can be an immediate, which is sign-extended from 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsImmediate(in Operand operand) =>
        operand.Kind == OperandKind.Constant && (operand.Type == ValueKind.I32 || FitsImmediate(operand.Bits));
}
