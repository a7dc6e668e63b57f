using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <content>Where results go: to the local that the next instruction sets, or to a register of their own.</content>
internal sealed partial class FunctionCompiler
{
    /// <summary>The register of the local that the next instruction sets, or <see cref="Registers.None"/>.</summary>
    private int NextLocal(bool isFloat)
    {
        ref readonly var next = ref Next;
        if (next.Operation is not (Operation.LocalSet or Operation.LocalTee))
            return Registers.None;
        int home = _homes[_frame.Local(next.Low)];
        return home != Registers.None && Registers.IsFloat(home) == isFloat ? home : Registers.None;
    }

    /// <summary>Whether an operand is in a register that nobody else reads.</summary>
    private bool IsOwned(int position) => _operands[position].Kind == OperandKind.Register;

    /// <summary>The register for a result: before it is replaced, other operands get its value who stand for it.</summary>
    /// <param name="sink">The local's that takes it, or <see cref="Registers.None"/>.</param>
    /// <param name="tied">The operand's that it is tied to, or <see cref="Registers.None"/>.</param>
    /// <param name="isFloat">Its class.</param>
    /// <param name="below">The lowest position of the instruction's operands.</param>
    private int Target(int sink, int tied, bool isFloat, int below)
    {
        if (sink == Registers.None)
            return tied != Registers.None ? tied : Allocate(isFloat, below);
        DetachReaders(_slots[sink], below);
        return sink;
    }

    /// <summary>Pushes a result that is in a register.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="register">The register.</param>
    /// <param name="sink">The same, if it is a local's; otherwise <see cref="Registers.None"/>.</param>
    private void PushResult(ValueKind type, int register, int sink)
    {
        if (sink == Registers.None)
        {
            PushRegister(type, register);
            return;
        }

        SetInRegister(sink);
        ForgetChecks(_slots[sink]);
        PushLocal(_slots[sink], type);
    }
}
