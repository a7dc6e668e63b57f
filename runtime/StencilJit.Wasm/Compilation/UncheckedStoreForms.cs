namespace StencilJit.Wasm.Compilation;

/// <summary>A store's stencils that check nothing.</summary>
/// <param name="Register">Address and value are in registers.</param>
/// <param name="Immediate">The value is a number, sign-extended from 32 bits; <see cref="NumericForms.None"/> where there is no such stencil.</param>
/// <param name="Known">The address is a number, the value in a register.</param>
internal readonly record struct UncheckedStoreForms(int Register, int Immediate, int Known)
{
    public bool HasImmediate => Immediate != NumericForms.None;
}
