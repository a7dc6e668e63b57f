namespace StencilJit.Wasm.Compilation;

/// <summary>The stencils of an instruction whose second operand is a small number.</summary>
/// <param name="Register">The result goes to a register.</param>
/// <param name="JumpIf">It decides a branch, taken where it holds; of comparisons only.</param>
internal readonly record struct NearNumberForms(RegisterForms Register, int JumpIf);
