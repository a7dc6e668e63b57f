using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Compilation;

/// <content>Where results go: to the local that the next instruction sets, or to a register of their own.</content>
internal partial struct FunctionCompiler
{
    /// <summary>
    /// The register of the local that the next instruction sets, or <see cref="Registers.None"/>. That instruction is not validated
    /// yet; if it proves to be wrong, there will be no code.
    /// </summary>
    private readonly int NextLocal(bool isFloat)
    {
        var next = _function.Following;
        if (next.Length < 3 || (Opcode)next[0] is not (Opcode.LocalSet or Opcode.LocalTee))
            return Registers.None;
        int local = next[1];
        if (local >= 0x80)
        {
            // Two bytes number more locals than most functions have.
            if (next[2] >= 0x80)
                return Registers.None;
            local = (local & 0x7F) | next[2] << 7;
        }

        if (local >= _function.LocalCount)
            return Registers.None;
        int home = _homes[_frame.Local(local)];
        return home != Registers.None && Registers.IsFloat(home) == isFloat ? home : Registers.None;
    }

    /// <summary>Whether an operand is in a register that nobody else reads.</summary>
    private readonly bool IsOwned(int position) => _operands[position].Kind == OperandKind.Register;

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
