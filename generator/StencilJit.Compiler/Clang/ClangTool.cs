namespace StencilJit.Compiler.Clang;

/// <summary>A clang on this machine.</summary>
/// <param name="Path">Its executable.</param>
/// <param name="Version">Its version, such as <c>22.1.8</c>.</param>
/// <param name="Major">The first number of the version.</param>
/// <param name="IsApple">Whether it is the one of Apple's tools, whose versions are not LLVM's.</param>
public sealed record ClangTool(string Path, string Version, int Major, bool IsApple = false);
