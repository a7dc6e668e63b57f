namespace StencilJit.Wasm.Compilation;

/// <summary>A load's stencils that check nothing, with the result in a register.</summary>
/// <param name="Register">The address is in a register.</param>
/// <param name="Known">The address is a number.</param>
internal readonly record struct UncheckedLoadForms(RegisterForms Register, int Known);
