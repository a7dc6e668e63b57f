using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <content>Pairs of instructions that one stencil does: what comes next is looked at before it is compiled.</content>
internal sealed partial class FunctionCompiler
{
    private const int MostShift = 3;

    private static NumericForms ShiftedAdd(int shift) => shift switch
    {
        1 => new(WasmStencils.Id.I32AddShl1RR, WasmStencils.Id.I32AddShl1RRTied, NumericForms.None, NumericForms.None, NumericForms.None),
        2 => new(WasmStencils.Id.I32AddShl2RR, WasmStencils.Id.I32AddShl2RRTied, NumericForms.None, NumericForms.None, NumericForms.None),
        _ => new(WasmStencils.Id.I32AddShl3RR, WasmStencils.Id.I32AddShl3RRTied, NumericForms.None, NumericForms.None, NumericForms.None),
    };

    /// <summary>
    /// i32.shl by a small number, and i32.add next, with at most a local between: the shift is left to the addition.
    /// </summary>
    private bool TryPostponeShift()
    {
        ref var count = ref _operands[_height - 1];
        ref var operand = ref _operands[_height - 2];
        bool isPostponed = count is { Kind: OperandKind.Constant, Bits: > 0 and <= MostShift }
            && operand.Kind != OperandKind.Constant && IsAddNext();
        if (!isPostponed)
            return false;
        operand.Shift = (byte)count.Bits;
        Pop();
        return true;
    }

    private bool IsAddNext()
    {
        ref readonly var next = ref Next;
        if (next.Operation != Operation.LocalGet)
            return next.Opcode == Opcode.I32Add && _height > 2 && _operands[_height - 3].Shift == 0;
        return _instructions[_next + 1].Opcode == Opcode.I32Add;
    }

    private void EmitShiftedAdd()
    {
        int position = _height - 2;
        if (_operands[position].Shift != 0)
            Exchange(position);
        EmitBinary(ShiftedAdd(_operands[position + 1].Shift), ValueKind.I32, NextLocal(isFloat: false));
    }

    /// <summary>Makes of a number that something is shifted by what stencils take: it is modulo the width, and rotates to the right.</summary>
    private Opcode ReduceCount(Opcode opcode)
    {
        ref var count = ref _operands[_height - 1];
        if (count.Kind != OperandKind.Constant)
            return opcode;
        bool isLeft = opcode is Opcode.I32Rotl or Opcode.I64Rotl;
        ulong bits = isLeft ? 0 - count.Bits : count.Bits;
        count.Bits = bits & (opcode <= Opcode.I32Rotr ? 31u : 63u);
        return isLeft ? opcode + 1 : opcode;
    }

    /// <summary>The stencils of a division by a number that never traps, or those of any operand.</summary>
    private ref readonly NumericForms FormsOf(Opcode opcode)
    {
        ref readonly var divisor = ref _operands[_height - 1];
        if (opcode is >= Opcode.I32DivS and <= Opcode.I32RemU or >= Opcode.I64DivS and <= Opcode.I64RemU
            && divisor.Kind == OperandKind.Constant && IsHarmlessDivisor(divisor))
        {
            return ref NumericStencils.OfDivisionBy(opcode);
        }

        return ref NumericStencils.Of(opcode);
    }

    private static bool IsHarmlessDivisor(in Operand divisor)
    {
        long number = divisor.Type == ValueKind.I32 ? (int)divisor.Bits : (long)divisor.Bits;
        return number is not (0 or -1) && number == (int)number;
    }

    /// <summary>Whether the next instructions only ask whether the operand is zero.</summary>
    private bool IsConditionNext()
    {
        var operation = _instructions[Next.Opcode == Opcode.I32Eqz ? _next + 1 : _next].Operation;
        return operation is Operation.BranchIf or Operation.If;
    }
}
