using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Decoding;
using StencilJit.Wasm.Execution;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Compilation;

/// <content>Memory: 4.4.7.</content>
internal sealed unsafe partial class FunctionCompiler
{
    private void Load(Opcode opcode, uint offset, ValueKind result)
    {
        int position = _height - 1;
        // An i32 in a register is zero-extended; in a slot it is not.
        if (_isGuarded && offset <= MemoryGuards.HighestOffset && _operands[position].Kind != OperandKind.Constant)
            EmitFreeLoad(FreeAccessStencils.OfLoad(opcode, offset), position, opcode, offset, result);
        else
            LoadOrCheck(opcode, offset, result);
    }

    /// <summary>A load whose address is a number, or which may have to be checked.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LoadOrCheck(Opcode opcode, uint offset, ValueKind result)
    {
        Operand* address = _operands + _height - 1;
        if (address->Kind == OperandKind.Constant && TryLoadAt(opcode, offset, result))
            return;
        if (IsInBounds(*address, opcode, offset))
        {
            EmitFreeLoad(FreeAccessStencils.OfLoad(opcode, offset), _height - 1, opcode, offset, result);
            return;
        }

        int size = MemoryStencils.SizeOf(opcode);
        offset = AddLargeOffset(_height - 1, offset, size);
        // The holes of the C source by name: end, offset.
        EmitUnary(MemoryStencils.OfLoad(opcode, offset), result, NextLocal(), offset + (uint)size, offset);
    }

    /// <summary>Stitches a load that does not check.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EmitFreeLoad(in RegisterForms forms, int position, Opcode opcode, uint offset, ValueKind result)
    {
        // The holes of the C source by name: offset, page; none has any for an offset of zero.
        bool isFar = FreeAccessStencils.IsFar(opcode, offset);
        EmitFromRegister(
            forms, position, result, NextLocal(), isFar ? NearOffsets.InPage(offset) : offset, isFar ? NearOffsets.PagesOf(offset) : 0);
    }

    private void Store(Opcode opcode, uint offset)
    {
        if (_isGuarded && offset <= MemoryGuards.HighestOffset && _operands[_height - 2].Kind != OperandKind.Constant)
            StoreUnchecked(opcode, offset);
        else
            StoreOrCheck(opcode, offset);
    }

    /// <summary>A store whose address is a number, or which may have to be checked.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StoreOrCheck(Opcode opcode, uint offset)
    {
        int position = _height - 2;
        Operand* destination = _operands + position;
        if (destination->Kind == OperandKind.Constant && TryStoreAt(opcode, offset))
            return;
        if (IsInBounds(*destination, opcode, offset))
        {
            StoreUnchecked(opcode, offset);
            return;
        }

        int size = MemoryStencils.SizeOf(opcode);
        offset = AddLargeOffset(position, offset, size);
        ref readonly var forms = ref MemoryStencils.OfStore(opcode, offset);
        Operand* second = _operands + position + 1;
        int number = Registers.Number(ToRegister(position, position), 0);
        ulong end = offset + (uint)size;
        if (forms.HasImmediate && IsImmediate(*second))
            _writer.Emit(forms.Immediate + number, SignExtend(second->Bits), end, offset);
        else if (forms.HasSlot && IsSlotOperand(*second))
            _writer.Emit(forms.Slot + number, Offset(_frame.Of(*second)), end, offset);
        else
            _writer.Emit(forms.Register + number + Registers.Number(ToRegister(position + 1, position), 1), end, offset);
        PopTo(position);
    }

    /// <summary>
    /// i32.shl by a number and a load next: of an element of an array, where the index is known to be so small that no bit is shifted
    /// out and no check is needed.
    /// </summary>
    private bool TryLoadElement()
    {
        Operand* count = _operands + _height - 1;
        if (!_isGuarded || _next->Operation != Operation.Load || !IsDirectlyNext(_next) || _next->Immediate > MemoryGuards.HighestOffset || count->Kind != OperandKind.Constant)
            return false;
        var load = _next;
        var forms = FreeAccessStencils.OfElement(load->Opcode, load->Immediate);
        bool isElement = forms.Free != NumericForms.None && 1UL << (int)count->Bits == (uint)MemoryStencils.SizeOf(load->Opcode) && IsSmallBefore(Position - 1);
        if (!isElement)
            return false;
        _next++;
        EmitFreeLoad(forms, _height - 2, load->Opcode, load->Immediate, load->Type);
        return true;
    }

    /// <summary>
    /// Whether what the instruction before a shift by a number leaves has no bit set of the upper three, whatever its operands are.
    /// </summary>
    /// <param name="shift">The shift's position.</param>
    private bool IsSmallBefore(int shift)
    {
        // Nothing but the number is pushed between.
        if (shift == 0 || _function.PushedBefore(shift).Length != 1)
            return false;
        var before = _first + (shift - 1);
        var pushed = _function.PushedBefore(shift - 1);
        var number = pushed.IsEmpty ? default : pushed[^1];
        return before->Opcode switch
        {
            Opcode.I32Load8U or Opcode.I32Load16U => true,
            Opcode.I32And => number.IsNumber && (uint)number.Bits <= uint.MaxValue >> 3,
            Opcode.I32ShrU => number.IsNumber && (number.Bits & 31) >= 3,
            _ => false,
        };
    }

    /// <summary>Adds an offset that does not fit the holes of loads and stores to the address.</summary>
    /// <returns>What is left of the offset.</returns>
    private uint AddLargeOffset(int position, uint offset, int size)
    {
        if (offset <= int.MaxValue - size)
            return offset;
        int address = ToRegister(position, position);
        if (_operands[position].Kind != OperandKind.Register)
        {
            // A local keeps its value.
            address = Allocate(isFloat: false, position);
            CopyInto(address, position);
        }

        _writer.Emit(WasmStencils.Id.AddressAddRTied + Registers.Number(address, 0), offset);
        return 0;
    }

    private void MemorySize()
    {
        int sink = NextLocal();
        int register = Target(sink, isFloat: false, _height);
        _writer.Emit(WasmStencils.Id.MemorySize + Registers.Number(register, 0));
        Deliver(_height, ValueKind.I32, register, sink);
    }

    /// <summary>Calls into .NET with the topmost operands.</summary>
    private void CallHelper(HelperNumber number, ulong immediate, int operands, ValueKind? result = null)
    {
        int first = _height - operands;
        SaveRegisters(first);
        for (int position = first; position < _height; position++)
            Spill(position);
        NeedSlots(_frame.Operand(first) + 1);
        WasmStencils.CallHelper(_writer, immediate, (int)number, _frame.Operand(first) * FrameLayout.SlotSize);
        ForgetRegisters();
        PopTo(first);
        if (result is { } kind)
            PushSlot(kind);
    }
}
