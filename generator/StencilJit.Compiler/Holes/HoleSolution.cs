namespace StencilJit.Compiler.Holes;

/// <summary>A stencil's code with all hole fields zero, and the fields.</summary>
internal sealed record HoleSolution(byte[] Template, IReadOnlyList<HoleField> Fields);
