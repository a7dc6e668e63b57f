using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <content>Comparisons and tests, which wait for who consumes them.</content>
internal sealed unsafe partial class FunctionCompiler
{
    private void Test(Opcode opcode)
    {
        if (opcode != Opcode.I32Eqz || _pending == 0)
        {
            Postpone(opcode);
            return;
        }

        _isInverted = !_isInverted;
        EmitUnlessAwaited();
    }

    /// <summary>Has a comparison or test wait for who consumes it.</summary>
    private void Postpone(Opcode opcode)
    {
        _pending = opcode;
        EmitUnlessAwaited();
    }

    /// <summary>Stitches the comparison that waits as a value, unless the next instruction is one that may do it better.</summary>
    private void EmitUnlessAwaited()
    {
        bool isAwaited = IsDirectlyNext(_next)
            && (_next->Operation is Operation.BranchIf or Operation.If or Operation.Drop or Operation.Select || _next->Opcode == Opcode.I32Eqz);
        if (!isAwaited)
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
        int sink = isInverted ? Registers.None : NextLocal();
        ref readonly var forms = ref NumericStencils.Of(opcode);
        if (NumericStencils.IsTest(opcode))
            EmitUnary(forms, ValueKind.I32, sink);
        else
            EmitBinary(opcode, ValueKind.I32, sink);
        if (isInverted)
            EmitUnary(NumericStencils.Of(Opcode.I32Eqz), ValueKind.I32, NextLocal());
    }

    private void PopPending()
    {
        PopTo(_height - (NumericStencils.IsTest(_pending) ? 1 : 2));
        _pending = 0;
        _isInverted = false;
    }
}
