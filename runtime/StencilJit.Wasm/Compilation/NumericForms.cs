namespace StencilJit.Wasm.Compilation;

/// <summary>
/// An instruction's stencils with the result in a register, by where its last operand is; one before it is in a register.
/// Where there is no such stencil, it is <see cref="None"/>.
/// </summary>
/// <param name="Register">The operand is in a register.</param>
/// <param name="Slot">It is in a frame slot; tied where there is a register operand of the result's class.</param>
/// <param name="Immediate">It is a number, sign-extended from 32 bits.</param>
/// <param name="Short">By how much those for a number from -128 to 127 are behind those for any; 0 where there are none.</param>
/// <param name="Traits">What else is to be known of the instruction.</param>
internal readonly record struct NumericForms(
    RegisterForms Register, int Slot, RegisterForms Immediate, int Short = 0, NumericTraits Traits = NumericTraits.None)
{
    /// <summary>In place of a stencil that an instruction does not have.</summary>
    public const int None = -1;

    public bool HasSlot => Slot != None;

    public bool HasImmediate => Immediate.Free != None;

    public bool IsCommutative => (Traits & NumericTraits.Commutative) != 0;
}
