using StencilJit.Model;

namespace StencilJit.Compiler.Registers;

/// <summary>A register operand or result of a stencil, and the register that it is compiled for.</summary>
/// <param name="Name">The operand's name, or <c>result</c>.</param>
/// <param name="Class">From which registers it is chosen when stitching.</param>
/// <param name="Access">What the stencil does with it.</param>
/// <param name="Operand">The operand's index, or -1 for the result.</param>
/// <param name="Canonical">The register in the code that is compiled.</param>
internal sealed record RegisterRole(string Name, RegisterClass Class, RegisterAccess Access, int Operand, PoolRegister Canonical);
