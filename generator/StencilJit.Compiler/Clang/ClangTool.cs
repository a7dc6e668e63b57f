namespace StencilJit.Compiler.Clang;

/// <summary>A clang on this machine.</summary>
/// <param name="Path">Its executable.</param>
/// <param name="Version">Its version, such as <c>22.1.8</c>.</param>
/// <param name="Major">The first number of the version.</param>
public sealed record ClangTool(string Path, string Version, int Major);
