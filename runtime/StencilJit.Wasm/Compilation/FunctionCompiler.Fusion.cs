using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <content>Pairs of instructions that one stencil does: what comes next is looked at before it is compiled.</content>
internal sealed unsafe partial class FunctionCompiler
{
    private const int MostShift = 3;

    private static RegisterForms ShiftedAdd(int shift) => shift switch
    {
        1 => new(WasmStencils.Id.I32AddShl1RR, WasmStencils.Id.I32AddShl1RRTied),
        2 => new(WasmStencils.Id.I32AddShl2RR, WasmStencils.Id.I32AddShl2RRTied),
        _ => new(WasmStencils.Id.I32AddShl3RR, WasmStencils.Id.I32AddShl3RRTied),
    };

    /// <summary>
    /// i32.shl by a small number, and i32.add next, with at most a local between: the shift is left to the addition.
    /// </summary>
    private bool TryPostponeShift()
    {
        Operand* count = _operands + _height - 1;
        Operand* operand = count - 1;
        bool isPostponed = count->Kind == OperandKind.Constant && count->Bits is > 0 and <= MostShift
            && operand->Kind != OperandKind.Constant && IsAddNext();
        if (!isPostponed)
            return false;
        operand->Shift = (byte)count->Bits;
        _height--;
        return true;
    }

    private bool IsAddNext()
    {
        if (_next->Opcode != Opcode.I32Add)
            return false;
        return IsDirectlyNext(_next) ? _height > 2 && _operands[_height - 3].Shift == 0 : _next->Pushed == (uint)(nint)(_pushed + 1) && !_pushed->IsNumber;
    }

    private void EmitShiftedAdd()
    {
        int position = _height - 2;
        if (_operands[position].Shift != 0)
            Exchange(position);
        EmitRegisters(ShiftedAdd(_operands[position + 1].Shift), ValueKind.I32, NextLocal());
    }

    /// <summary>Makes of a number that something is shifted by what stencils take: it is modulo the width, and rotates to the right.</summary>
    private static Opcode ReduceCount(Opcode opcode, Operand* count)
    {
        if (count->Kind != OperandKind.Constant)
            return opcode;
        bool isLeft = opcode is Opcode.I32Rotl or Opcode.I64Rotl;
        ulong bits = isLeft ? 0 - count->Bits : count->Bits;
        count->Bits = bits & (opcode <= Opcode.I32Rotr ? 31u : 63u);
        return isLeft ? opcode + 1 : opcode;
    }

    /// <summary>
    /// i32.and and i64.and: as a test where the next instructions only ask whether the result is zero. A mask for the low half of
    /// 64 bits is one of 32, for registers are zero-extended.
    /// </summary>
    private void EmitMask(Opcode opcode, ValueKind result)
    {
        if (opcode == Opcode.I64And)
        {
            Operand* mask = _operands + _height - 1;
            if (mask->Kind != OperandKind.Constant || mask->Bits > uint.MaxValue)
            {
                EmitBinary(opcode, result, NextLocal());
                return;
            }

            mask->Type = ValueKind.I32;
            opcode = Opcode.I32And;
            if (_next->Opcode == Opcode.I64Eqz && IsConditional(_next + 1))
            {
                _next++;
                _pending = opcode;
                _isInverted = true;
                return;
            }
        }
        else if (IsConditional(_next->Opcode == Opcode.I32Eqz ? _next + 1 : _next))
        {
            _pending = opcode;
            return;
        }

        if (TryPartMask(opcode, result))
            return;
        EmitBinary(opcode, result, NextLocal());
    }

    /// <summary>Stitches i32.and with 255 and 65535: such a part of a register has an instruction of its own.</summary>
    private bool TryPartMask(Opcode opcode, ValueKind result)
    {
        Operand* mask = _operands + _height - 1;
        if (opcode != Opcode.I32And || mask->Kind != OperandKind.Constant || mask->Bits is not (byte.MaxValue or ushort.MaxValue))
            return false;
        var forms = mask->Bits == byte.MaxValue
            ? new RegisterForms(WasmStencils.Id.I32Low8R, WasmStencils.Id.I32Low8RTied)
            : new RegisterForms(WasmStencils.Id.I32Low16R, WasmStencils.Id.I32Low16RTied);
        EmitFromRegister(forms, _height - 2, result, NextLocal(), 0);
        return true;
    }

    /// <summary>Whether an instruction consumes a condition that is topmost now.</summary>
    private bool IsConditional(DecodedInstruction* instruction) =>
        IsDirectlyNext(instruction) && instruction->Operation is Operation.BranchIf or Operation.If or Operation.Select;
}
