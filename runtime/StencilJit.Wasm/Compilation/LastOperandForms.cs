namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Stores and selections, by where the last operand is; one before it is in a register.
/// </summary>
/// <param name="Register">The operand is in a register.</param>
/// <param name="Slot">It is in a frame slot; <see cref="NumericForms.None"/> where there is no such stencil.</param>
/// <param name="Immediate">It is a number, sign-extended from 32 bits; <see cref="NumericForms.None"/> where there is no such stencil.</param>
internal readonly record struct LastOperandForms(int Register, int Slot, int Immediate)
{
    public bool HasSlot => Slot != NumericForms.None;

    public bool HasImmediate => Immediate != NumericForms.None;
}
