namespace StencilJit.Compiler.Objects;

/// <summary>A section with its relocations, ordered by offset.</summary>
internal sealed record ObjectSection(string Name, byte[] Contents, IReadOnlyList<Relocation> Relocations);
