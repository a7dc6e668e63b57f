namespace StencilJit.Wasm.Compilation;

/// <summary>An instruction's stencils by where its last operand is; one before it is in a register.</summary>
/// <param name="Register">The operand is in the register of its position.</param>
/// <param name="Slot">It is in a frame slot; <see cref="None"/> where there is no such stencil.</param>
/// <param name="Immediate">It is a number, sign-extended from 32 bits; <see cref="None"/> where there is no such stencil.</param>
internal readonly record struct StencilForms(int Register, int Slot, int Immediate)
{
    /// <summary>In place of a stencil that an instruction does not have.</summary>
    public const int None = -1;

    public bool HasSlot => Slot != None;

    public bool HasImmediate => Immediate != None;
}
