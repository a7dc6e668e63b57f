namespace StencilJit.Wasm.Compilation;

/// <content>Values between registers, slots and the instruction stream.</content>
internal partial struct FunctionCompiler
{
    /// <summary>Whether a 64-bit number can be an immediate, which is sign-extended from 32 bits.</summary>
    private static bool FitsImmediate(ulong bits) => (long)bits == (int)bits;

    /// <summary>A 32-bit number as holes take it.</summary>
    private static ulong SignExtend(ulong bits) => (ulong)(int)bits;

    private readonly void EmitConstant(int position, ValueKind type, ulong bits)
    {
        int variant = Variant(position);
        switch (type)
        {
            case ValueKind.I32:
                _writer.Emit(WasmStencils.Id.MoveI32I + variant, SignExtend(bits));
                break;
            case ValueKind.F32:
                _writer.Emit(WasmStencils.Id.ConstF32 + variant, bits);
                break;
            case ValueKind.F64:
                _writer.Emit(WasmStencils.Id.ConstF64 + variant, bits);
                break;
            default:
                EmitConstant64(position, bits);
                break;
        }
    }

    private readonly void EmitConstant64(int position, ulong bits)
    {
        int variant = Variant(position);
        if (bits <= uint.MaxValue)
            _writer.Emit(WasmStencils.Id.MoveI32I + variant, SignExtend(bits));
        else if (FitsImmediate(bits))
            _writer.Emit(WasmStencils.Id.MoveI64J + variant, bits);
        else
            _writer.Emit(WasmStencils.Id.MoveI64I + variant, bits);
    }

    /// <summary>Loads a slot. Of an i32 only half of it counts, and the register is zero-extended.</summary>
    private readonly void EmitLoadSlot(int position, ValueKind type, int slot)
    {
        int variant = Variant(position);
        if (IsNear(slot))
        {
            int id = type == ValueKind.I32 ? WasmStencils.Id.MoveI32S
                : Operand.IsFloatKind(type) ? WasmStencils.Id.MoveF64S
                : WasmStencils.Id.MoveI64S;
            _writer.Emit(id + variant, Offset(slot));
            return;
        }

        _writer.Emit((Operand.IsFloatKind(type) ? WasmStencils.Id.LoadSlotFarF : WasmStencils.Id.LoadSlotFarI) + variant, Offset(slot));
        if (type == ValueKind.I32)
            _writer.Emit(WasmStencils.Id.I32WrapI64RTied + variant);
    }

    private readonly void EmitStoreSlot(int position, bool isFloat, int slot)
    {
        int id = (IsNear(slot), isFloat) switch
        {
            (true, false) => WasmStencils.Id.MoveI64RToSlot,
            (true, true) => WasmStencils.Id.MoveF64RToSlot,
            (false, false) => WasmStencils.Id.StoreSlotFarIR,
            (false, true) => WasmStencils.Id.StoreSlotFarFR,
        };
        _writer.Emit(id + Variant(position), Offset(slot));
    }

    /// <summary>Copies an operand into a slot. No register and no other slot that is in use changes.</summary>
    private void EmitMove(in Operand operand, int position, int slot)
    {
        NeedSlots(slot + 1);
        switch (operand.Kind)
        {
            case OperandKind.Register:
                EmitStoreSlot(position, operand.IsFloat, slot);
                break;
            case OperandKind.Constant when IsNear(slot) && operand.Type is ValueKind.I32 or ValueKind.F32:
                _writer.Emit(WasmStencils.Id.MoveI32IToSlot, SignExtend(operand.Bits), Offset(slot));
                break;
            case OperandKind.Constant when IsNear(slot) && FitsImmediate(operand.Bits):
                _writer.Emit(WasmStencils.Id.MoveI64JToSlot, operand.Bits, Offset(slot));
                break;
            case OperandKind.Constant:
                EmitMoveThroughRegister(operand, slot);
                break;
            default:
                EmitSlotMove(operand.Slot, slot);
                break;
        }
    }

    private void EmitSlotMove(int from, int to)
    {
        if (from == to)
            return;
        NeedSlots(to + 1);
        if (IsNear(from) && IsNear(to))
            _writer.Emit(WasmStencils.Id.MoveI64SToSlot, Offset(from), Offset(to));
        else
            EmitMoveThroughRegister(new Operand { Kind = OperandKind.Slot, Type = ValueKind.I64, Slot = from }, to);
    }

    /// <summary>Copies a number or a slot that no stencil can copy at once; saves the register where none is free.</summary>
    private readonly void EmitMoveThroughRegister(in Operand operand, int slot)
    {
        int register = _owners.AsSpan(0, IntegerRegisters).IndexOf(NoOwner);
        bool isSaved = register < 0;
        if (isSaved)
        {
            register = 0;
            EmitStoreSlot(register, isFloat: false, _frame.Scratch);
        }

        if (operand.Kind == OperandKind.Constant)
            EmitConstant64(register, operand.Bits);
        else
            EmitLoadSlot(register, ValueKind.I64, operand.Slot);
        EmitStoreSlot(register, isFloat: false, slot);
        if (isSaved)
            EmitLoadSlot(register, ValueKind.I64, _frame.Scratch);
    }
}
