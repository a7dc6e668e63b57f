using System.Runtime.CompilerServices;
using Id = StencilJit.Wasm.WasmStencils.Id;

namespace StencilJit.Wasm.Compilation;

/// <content>Values between registers, slots and the instruction stream.</content>
internal sealed unsafe partial class FunctionCompiler
{
    /// <summary>Whether a 64-bit number can be an immediate, which is sign-extended from 32 bits.</summary>
    private static bool FitsImmediate(ulong bits) => (long)bits == (int)bits;

    /// <summary>A 32-bit number as holes take it.</summary>
    private static ulong SignExtend(ulong bits) => (ulong)(int)bits;

    private void EmitZero(int register) =>
        _writer.Emit((Registers.IsFloat(register) ? Id.ZeroF : Id.ZeroI) + Registers.Number(register, 0));

    /// <summary>Loads a slot. Of an i32 only half of it counts, and the register is zero-extended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EmitLoadSlot(int register, ValueKind type, int slot)
    {
        if (IsNear(slot))
            _writer.Emit(SlotStencils.Load(type, register, slot), Offset(slot));
        else
            EmitLoadFarSlot(register, type, slot);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitLoadFarSlot(int register, ValueKind type, int slot)
    {
        int number = Registers.Number(register, 0);
        _writer.Emit((Operand.IsFloatKind(type) ? Id.LoadSlotFarF : Id.LoadSlotFarI) + number, Offset(slot));
        if (type == ValueKind.I32)
            _writer.Emit(Id.I32WrapI64RTied + number);
    }

    private void EmitStoreSlot(int register, int slot)
    {
        int id = IsNear(slot)
            ? SlotStencils.Store(register, slot)
            : (Registers.IsFloat(register) ? Id.StoreSlotFarFR : Id.StoreSlotFarIR) + Registers.Number(register, 0);
        _writer.Emit(id, Offset(slot));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EmitRegisterMove(int from, int to)
    {
        if (from != to)
            _writer.Emit((Registers.IsFloat(to) ? Id.MoveF64R : Id.MoveI64R) + Registers.Number(from, 0) + Registers.Number(to, 1));
    }

    /// <summary>
    /// The register that an operand's value is in, or <see cref="Registers.None"/>. What an operand is, nobody foresees: it is found
    /// without a branch.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int RegisterOf(in Operand operand)
    {
        int isLocal = operand.IsLocal;
        int isOwn = operand.IsInRegister;
        int home = _homeOf[operand.Local & isLocal];
        // Of a number to shift by, five bits count: without a home it is the highest bit, which is no register's.
        int isAtHome = -((int)(_places.InRegister >> home) & 1) & isLocal;
        return (operand.Register & isOwn) | (home & isAtHome) | ~(isOwn | isAtHome);
    }

    /// <summary>Copies an operand into a register of its class; nothing else changes.</summary>
    private void EmitCopyToRegister(in Operand operand, int register)
    {
        int from = RegisterOf(operand);
        if (from != Registers.None)
            EmitRegisterMove(from, register);
        else
            EmitLoad(operand, register);
    }

    /// <summary>Loads an operand that is in no register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EmitLoad(in Operand operand, int register)
    {
        if (operand.Kind == OperandKind.Constant)
            EmitNumber(register, operand.Type, operand.Bits);
        else
            EmitLoadSlot(register, operand.Type, _frame.Of(operand));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EmitNumber(int register, ValueKind type, ulong bits)
    {
        if (NearOffsets.Matter && bits != 0 && NearOffsets.IsNumber(bits) && !Operand.IsFloatKind(type))
        {
            _writer.Emit(Id.ConstNear + Registers.Number(register, 0), bits);
            return;
        }

        if (type != ValueKind.I32)
        {
            EmitOtherNumber(register, type, bits);
            return;
        }

        // Whether it is zero, nobody foresees; the value of a hole that is not there does not matter. Its upper half is zero.
        int isNotZero = (int)(-(long)bits >> 63);
        _writer.Emit(Id.ZeroI + ((Id.MoveI32I - Id.ZeroI) & isNotZero) + Registers.Number(register, 0), SignExtend(bits));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitOtherNumber(int register, ValueKind type, ulong bits)
    {
        int number = Registers.Number(register, 0);
        if (bits == 0)
            EmitZero(register);
        else if (IsBestLoaded(type, bits) && _constants.TryFind(bits, out int place))
            _writer.Emit((Operand.IsFloatKind(type) ? Id.ConstPooledF : Id.ConstPooledI) + number, (ulong)InstanceLayout.Constant(place));
        else if (type == ValueKind.F32)
            _writer.Emit(Id.ConstF32 + number, bits);
        else if (type == ValueKind.F64)
            _writer.Emit(Id.ConstF64 + number, bits);
        else if (bits <= uint.MaxValue)
            _writer.Emit(Id.MoveI32I + number, SignExtend(bits));
        else if (FitsImmediate(bits))
            _writer.Emit(Id.MoveI64J + number, bits);
        else
            _writer.Emit(Id.MoveI64I + number, bits);
    }

    /// <summary>Whether making a number takes more instructions than a load: x86-64 has immediates of 64 bits for integers.</summary>
    private static bool IsBestLoaded(ValueKind type, ulong bits) =>
        Operand.IsFloatKind(type) || (NearOffsets.Matter && bits > uint.MaxValue);

    /// <summary>Copies an operand into a slot. No register and no other slot that is in use changes.</summary>
    private void EmitCopyToSlot(in Operand operand, int slot)
    {
        NeedSlots(slot + 1);
        int from = RegisterOf(operand);
        if (from != Registers.None)
            EmitStoreSlot(from, slot);
        else if (operand.Kind != OperandKind.Constant)
            EmitSlotMove(_frame.Of(operand), slot);
        else if (NearOffsets.Matter && operand.Bits == 0 && IsNear(slot))
            _writer.Emit(Id.ZeroSlot, Offset(slot));
        else if (IsNear(slot) && operand.Type is ValueKind.I32 or ValueKind.F32)
            _writer.Emit(Id.MoveI32IToSlot, SignExtend(operand.Bits), Offset(slot));
        else if (IsNear(slot) && FitsImmediate(operand.Bits))
            _writer.Emit(Id.MoveI64JToSlot, operand.Bits, Offset(slot));
        else
            EmitMoveThroughRegister(operand, slot);
    }

    private void EmitSlotMove(int from, int to)
    {
        if (from == to)
            return;
        NeedSlots(to + 1);
        if (IsNear(from) && IsNear(to))
            _writer.Emit(Id.MoveI64SToSlot, Offset(from), Offset(to));
        else
            EmitMoveThroughRegister(Operand.InSlot(ValueKind.I64, from), to);
    }

    /// <summary>Copies a number or a slot that no stencil can copy at once; saves the register where none is free.</summary>
    private void EmitMoveThroughRegister(in Operand operand, int slot)
    {
        uint free = _free & Registers.Class(isFloat: false);
        bool isSaved = free == 0;
        int register = isSaved ? 0 : Registers.Choose(free);
        if (isSaved)
            EmitStoreSlot(register, _frame.Scratch);
        EmitCopyToRegister(operand.AsI64(), register);
        EmitStoreSlot(register, slot);
        if (isSaved)
            EmitLoadSlot(register, ValueKind.I64, _frame.Scratch);
    }
}
