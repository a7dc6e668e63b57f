namespace StencilJit.Compiler.Objects;

/// <summary>An object file as it is, whatever its format; what it means, an <see cref="IObjectFormat"/> tells.</summary>
internal sealed record ObjectFile(IReadOnlyList<ObjectSection> Sections, IReadOnlyList<ObjectSymbol> Symbols);
