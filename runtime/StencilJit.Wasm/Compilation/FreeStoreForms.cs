namespace StencilJit.Wasm.Compilation;

/// <summary>A store's stencils that check nothing, with the address in a register.</summary>
/// <param name="Register">The value is in a register.</param>
/// <param name="Immediate">It is a number, sign-extended from 32 bits; <see cref="NumericForms.None"/> where there is no such stencil.</param>
internal readonly record struct FreeStoreForms(int Register, int Immediate)
{
    public bool HasImmediate => Immediate != NumericForms.None;
}
