namespace StencilJit.Model;

/// <summary>The machine code of a stencil for one position of its register operands.</summary>
/// <param name="Code">The bytes; every patched field is zero.</param>
/// <param name="Patches">The fields to write, ordered by offset.</param>
public sealed record StencilVariant(byte[] Code, IReadOnlyList<Patch> Patches);
