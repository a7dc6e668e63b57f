namespace StencilJit.Wasm.Compilation;

/// <summary>An instruction's stencils for a first operand in a register, with the result in a register.</summary>
/// <param name="Free">The result's register is another than the operands'.</param>
/// <param name="Tied">It is the first operand's; <see cref="NumericForms.None"/> where there is no such stencil, as where the classes differ.</param>
internal readonly record struct RegisterForms(int Free, int Tied)
{
    public bool HasTied => Tied != NumericForms.None;
}
