using StencilJit.Model;

namespace StencilJit.Compiler.Holes;

/// <summary>A field that carries a hole's value, wholly or in part.</summary>
internal readonly record struct HoleField(int Offset, PatchKind Kind, int Hole);
