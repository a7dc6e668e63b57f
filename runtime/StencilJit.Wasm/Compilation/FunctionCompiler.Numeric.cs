using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Compilation;

/// <content>Numeric instructions (4.3), and comparisons that wait for a branch.</content>
internal partial struct FunctionCompiler
{
    public void Unary(Opcode opcode, ValueKind operand, ValueKind result)
    {
        if (opcode == Opcode.I32Eqz && _pending != 0)
        {
            _isInverted = !_isInverted;
            return;
        }

        Settle();
        if (opcode is Opcode.I32Eqz or Opcode.I64Eqz)
            _pending = opcode;
        else
            EmitUnary(NumericStencils.Of(opcode), result);
    }

    public void RefIsNull(ValueKind type)
    {
        Settle();
        _pending = Opcode.RefIsNull;
    }

    public void Binary(Opcode opcode, ValueKind operands, ValueKind result)
    {
        Settle();
        if (opcode <= Opcode.F64Ge)
            _pending = opcode;
        else
            EmitBinary(NumericStencils.Of(opcode), result);
    }

    /// <summary>Stitches the comparison that waits, if any, as a value.</summary>
    private void Settle()
    {
        if (_pending != 0)
            EmitPending();
    }

    private void EmitPending()
    {
        var opcode = _pending;
        bool isInverted = _isInverted;
        _pending = 0;
        _isInverted = false;
        if (isInverted && NumericStencils.TryInvert(ref opcode))
            isInverted = false;
        if (NumericStencils.IsTest(opcode))
            EmitUnary(NumericStencils.Of(opcode), ValueKind.I32);
        else
            EmitBinary(NumericStencils.Of(opcode), ValueKind.I32);
        if (isInverted)
            EmitUnary(NumericStencils.Of(Opcode.I32Eqz), ValueKind.I32);
    }

    private void PopPending()
    {
        PopTo(_height - (NumericStencils.IsTest(_pending) ? 1 : 2));
        _pending = 0;
        _isInverted = false;
    }

    private void EmitUnary(StencilForms forms, ValueKind result)
    {
        int position = _height - 1;
        ref var operand = ref _operands[position];
        bool isTied = operand.IsFloat == Operand.IsFloatKind(result);
        bool isInSlot = forms.HasSlot && operand.IsInFrame && IsNear(operand.Slot);
        int slot = operand.Slot;
        if (!isInSlot)
            ToRegister(position);
        Pop();
        Claim(position, Operand.IsFloatKind(result));
        if (isInSlot)
            _writer.Emit(forms.Slot + Variant(position), Offset(slot));
        else
            _writer.Emit(forms.Register + Variant(position) + (isTied ? 0 : Variant(position) << 3));
        PushRegister(result);
    }

    private void EmitBinary(StencilForms forms, ValueKind result)
    {
        int position = _height - 2;
        var second = PrepareSecond(position, forms.HasImmediate);
        // The result of a comparison of floating-point numbers is in another class of registers, and has one of its own.
        bool isTied = _operands[position].IsFloat == Operand.IsFloatKind(result);
        PopTo(position);
        Claim(position, Operand.IsFloatKind(result));
        int variant = Variant(position);
        int own = isTied ? 0 : variant;
        switch (second.Kind)
        {
            case OperandKind.Register:
                _writer.Emit(forms.Register + Variant2(position) + (own << 6));
                break;
            case OperandKind.Constant:
                _writer.Emit(forms.Immediate + variant, SignExtend(second.Bits));
                break;
            default:
                _writer.Emit(forms.Slot + variant + (own << 3), Offset(second.Slot));
                break;
        }

        PushRegister(result);
    }

    /// <summary>
    /// Brings the first of the two topmost operands into its register, and the second one to where a stencil takes it, which
    /// is told: its register, a near slot, or an immediate if there is such a stencil.
    /// </summary>
    private Operand PrepareSecond(int position, bool takesImmediate)
    {
        ToRegister(position);
        ref var second = ref _operands[position + 1];
        bool isInPlace = second.Kind switch
        {
            OperandKind.Register => true,
            OperandKind.Constant => takesImmediate && (second.Type == ValueKind.I32 || FitsImmediate(second.Bits)),
            _ => IsNear(second.Slot),
        };
        if (!isInPlace)
            ToRegister(position + 1);
        return second;
    }
}
