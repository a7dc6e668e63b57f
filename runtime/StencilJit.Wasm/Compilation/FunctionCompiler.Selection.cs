using System.Numerics;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Compilation;

/// <content>Selection: 4.4.4.</content>
internal sealed unsafe partial class FunctionCompiler
{
    private void Select(ValueKind type)
    {
        if (_pending != 0 && TrySelectByComparison(type))
            return;
        bool isWide = _pending != 0 && TakeCondition();
        bool isFloat = Operand.IsFloatKind(type);
        int first = _height - 3;
        int sink = NextLocal();
        int a = ToRegister(first, first);
        int b = ToRegister(first + 1, first);
        int condition = ToRegister(first + 2, first);
        // What is replaced must not be read again; the register of the first operand is read as it is replaced.
        if (sink == a ? a == b || a == condition : sink == b || sink == condition)
            sink = Registers.None;
        bool isTied = sink == Registers.None ? _operands[first].Kind == OperandKind.Register : sink == a;
        int register = isTied && sink == Registers.None ? a : Target(sink, isFloat, first);
        int id = (isFloat, isWide) switch
        {
            (false, false) => isTied ? WasmStencils.Id.SelectIRRRTied : WasmStencils.Id.SelectIRRR,
            (false, true) => isTied ? WasmStencils.Id.SelectIWideRRRTied : WasmStencils.Id.SelectIWideRRR,
            (true, false) => isTied ? WasmStencils.Id.SelectFRRRTied : WasmStencils.Id.SelectFRRR,
            (true, true) => isTied ? WasmStencils.Id.SelectFWideRRRTied : WasmStencils.Id.SelectFWideRRR,
        };
        _writer.Emit(id + Registers.Number(a, 0) + Registers.Number(b, 1) + Registers.Number(condition, 2) + (isTied ? 0 : Registers.Number(register, 3)));
        ReleaseRegister(a);
        ReleaseRegister(b);
        ReleaseRegister(condition);
        Deliver(first, type, register, sink);
    }

    /// <summary>
    /// Stitches a select and the comparison that waits as one, where there is such a stencil and there are registers for all
    /// operands at once. The result takes the place of the first value.
    /// </summary>
    private bool TrySelectByComparison(ValueKind type)
    {
        var opcode = _pending;
        if (!SelectStencils.Has(opcode, type))
            return false;
        bool isFloat = Operand.IsFloatKind(type);
        int first = _height - 4;
        Operand* a = _operands + first;
        int sink = NextLocal();
        bool isInverted = _isInverted;
        bool isExchanged = IsReplaceable(a[1], sink) && !IsReplaceable(*a, sink);
        if (isInverted != isExchanged)
            isExchanged = isInverted != NumericStencils.TryInvert(ref opcode);
        var forms = SelectStencils.Of(opcode);
        bool isImmediate = forms.HasImmediate && IsImmediate(a[3]);
        int needed = 1 + NeedsRegister(isExchanged ? *a : a[1]) + NeedsRegister(a[2]) + (isImmediate ? 0 : NeedsRegister(a[3]));
        if (needed > BitOperations.PopCount(Registers.Class(isFloat) & ~_homeSet))
            return false;

        _pending = 0;
        _isInverted = false;
        if (isExchanged)
            Exchange(first);
        int b = ToRegister(first + 1, first);
        int x = ToRegister(first + 2, first);
        int number = Registers.Number(b, 1) + Registers.Number(x, 2);
        int y = Registers.None;
        if (!isImmediate)
        {
            y = ToRegister(first + 3, first);
            number += Registers.Number(y, 3);
        }

        // What is replaced must not be read again.
        if (sink == b || sink == x || sink == y)
            sink = Registers.None;
        int register = TakePlace(first, sink);
        number += Registers.Number(register, 0);
        if (isImmediate)
            _writer.Emit(forms.Immediate + number, SignExtend(a[3].Bits));
        else
            _writer.Emit(forms.Register + number);
        for (int position = first + 1; position < first + 4; position++)
            Release(_operands[position]);
        Deliver(first, type, register, sink);
        return true;
    }

    /// <summary>1 where an operand takes a register that no local has, otherwise 0.</summary>
    private int NeedsRegister(in Operand operand) =>
        operand.Kind == OperandKind.Local && _homeOf[operand.Local] != Registers.None ? 0 : 1;

    /// <summary>
    /// Makes the comparison or test that waits the condition of a select. That a number is zero is asked of the number itself,
    /// with the two values exchanged.
    /// </summary>
    /// <returns>Whether the condition is 64 bits wide.</returns>
    private bool TakeCondition()
    {
        var opcode = _pending;
        bool isInverted = _isInverted;
        _pending = 0;
        _isInverted = false;
        bool isTest = NumericStencils.IsTest(opcode);
        if (isTest)
        {
            isInverted = !isInverted;
        }
        else
        {
            if (isInverted && NumericStencils.TryInvert(ref opcode))
                isInverted = false;
            EmitBinary(opcode, ValueKind.I32, Registers.None);
        }

        if (isInverted)
            Exchange(_height - 3);
        return isTest && opcode != Opcode.I32Eqz;
    }
}
