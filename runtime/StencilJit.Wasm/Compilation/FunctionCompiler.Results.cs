using System.Runtime.CompilerServices;
using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <content>Where results go: to the local that the next instruction sets, or to a register of their own.</content>
internal sealed unsafe partial class FunctionCompiler
{
    /// <summary>
    /// The register of the local that the next instruction sets, or <see cref="Registers.None"/>. What it sets is the result of this
    /// one, and so of the local's type.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NextLocal() =>
        _next->Operation is Operation.LocalSet or Operation.LocalTee && IsDirectlyNext(_next) ? _homeOf[_next->Index] : Registers.None;

    /// <summary>The register for a result that nothing is tied to: before a local's is replaced, other operands get its value who stand for it.</summary>
    /// <param name="sink">The register of the local that the next instruction sets, or <see cref="Registers.None"/>.</param>
    /// <param name="isFloat">Its class.</param>
    /// <param name="below">The lowest position of the instruction's operands.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Target(int sink, bool isFloat, int below)
    {
        if (sink == Registers.None)
            return Allocate(isFloat, below);
        Detach(below);
        return sink;
    }

    /// <summary>Before the local changes that the next instruction sets.</summary>
    /// <param name="below">The lowest position of the instruction's operands.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Detach(int below) => DetachReaders(_next->Index, below);

    /// <summary>An operand that is consumed is in this register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReleaseRegister(int register) => _free |= Registers.Bit(register) & ~_homeSet;

    /// <summary>Pushes a result that is in a register, in place of the instruction's operands, which are released.</summary>
    /// <param name="position">The position of the lowest operand.</param>
    /// <param name="type">The result's type.</param>
    /// <param name="register">The register.</param>
    /// <param name="sink">The same, if it is that of the local that the next instruction sets: that is done herewith; otherwise <see cref="Registers.None"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Deliver(int position, ValueKind type, int register, int sink)
    {
        if (sink != Registers.None)
        {
            DeliverToLocal(position, type, sink);
            return;
        }

        DeliverInRegister(position, type, register);
    }

    /// <summary>Pushes a result that is in a register of its own, in place of the instruction's operands, which are released.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void DeliverInRegister(int position, ValueKind type, int register)
    {
        SetRegister(position, type, register);
        _height = position + 1;
    }

    /// <summary>Leaves a result in the register that its lowest operand has for itself; the others are released.</summary>
    /// <param name="position">That operand's position.</param>
    /// <param name="type">The result's type.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void DeliverInPlace(int position, ValueKind type)
    {
        _operands[position].Type = type;
        _height = position + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void DeliverToLocal(int position, ValueKind type, int sink)
    {
        var next = _next++;
        int local = next->Index;
        SetInRegister(sink);
        ForgetChecks(local);
        _height = position;
        if (next->Operation == Operation.LocalTee)
            PushLocal(type, local);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushLocal(ValueKind type, int local)
    {
        _settled = Math.Min(_settled, _height);
        Push(Operand.OfLocal(type, local));
    }
}
