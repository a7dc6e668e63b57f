namespace StencilJit.Compiler.Objects;

/// <summary>A section of constants that all have the same size.</summary>
/// <param name="Contents">Its bytes.</param>
/// <param name="Size">The size of each constant.</param>
internal sealed record ConstantSection(byte[] Contents, int Size);
