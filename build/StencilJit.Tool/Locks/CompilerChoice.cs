namespace StencilJit.Tool.Locks;

/// <summary>What to compile with.</summary>
/// <param name="Clang">The clang, as a path or a name in PATH; null to search.</param>
/// <param name="Flags">Arguments that clang gets beside the toolchain's own; null for none.</param>
/// <param name="Library">The path of a libLLVM; null for the one of this process.</param>
internal sealed record CompilerChoice(string? Clang = null, IReadOnlyList<string>? Flags = null, string? Library = null);
