using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Compilation;

/// <content>Multiplication and division by numbers that make them something simpler.</content>
internal sealed unsafe partial class FunctionCompiler
{
    private void EmitProduct(Opcode opcode, ValueKind result)
    {
        Operand* factor = _operands + _height - 1;
        if (factor->Kind == OperandKind.Constant && factor->Bits is 3 or 5 or 9)
            EmitFromRegister(ProductStencils.Of(opcode, factor->Bits), _height - 2, result, NextLocal(), 0);
        else
            EmitBinary(opcode, result, NextLocal());
    }

    /// <summary>Stitches a division or remainder by a number greater than 1 as a multiplication: it never traps.</summary>
    private bool TryDivideBy(Opcode opcode, ulong divisor, ValueKind result)
    {
        if (!DivisionStencils.TryGet(opcode, divisor, out int id, out var reciprocal))
            return false;
        int position = _height - 2;
        _height--;
        if (DivisionStencils.IsWideRemainder(opcode))
        {
            EmitWideRemainder(id, reciprocal, divisor, position);
            return true;
        }

        int sink = NextLocal();
        int register = TakePlace(position, sink);
        _writer.Emit(id + Registers.Number(register, 0), reciprocal.Factor, opcode == Opcode.I32RemU ? divisor : (ulong)reciprocal.Shift, divisor);
        Deliver(position, result, register, sink);
        return true;
    }

    /// <summary>A remainder of 64 bits: the quotient has a register of its own before it.</summary>
    private void EmitWideRemainder(int id, Reciprocal reciprocal, ulong divisor, int position)
    {
        int sink = NextLocal();
        int register = TakePlace(position, sink);
        if (sink == Registers.None)
            SetRegister(position, ValueKind.I64, register);
        int quotient = Allocate(isFloat: false, position);
        EmitRegisterMove(register, quotient);
        _writer.Emit(id + Registers.Number(quotient, 0), reciprocal.Factor, (ulong)reciprocal.Shift);
        _writer.Emit(WasmStencils.Id.I64RemByRRITied + Registers.Number(register, 0) + Registers.Number(quotient, 1), divisor);
        Deliver(position, ValueKind.I64, register, sink);
    }

    /// <summary>
    /// Brings an operand to where the result replaces it: the local's register that the next instruction sets, or one of its own.
    /// </summary>
    private int TakePlace(int position, int sink)
    {
        Operand* operand = _operands + position;
        if (sink == Registers.None && operand->Kind == OperandKind.Register)
            return operand->Register;
        int register = Target(sink, operand->IsFloat, position);
        EmitCopyToRegister(*operand, register);
        Release(*operand);
        return register;
    }
}
