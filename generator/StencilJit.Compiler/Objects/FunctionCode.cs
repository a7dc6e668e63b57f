namespace StencilJit.Compiler.Objects;

/// <summary>A function's code; fields that a relocation fills are zero.</summary>
/// <param name="Contents">Its bytes.</param>
/// <param name="Relocations">Its relocations, ordered by offset.</param>
internal sealed record FunctionCode(byte[] Contents, IReadOnlyList<Relocation> Relocations);
