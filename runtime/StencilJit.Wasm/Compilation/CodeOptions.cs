namespace StencilJit.Wasm.Compilation;

/// <summary>What code may rely on.</summary>
/// <param name="IsGuarded">Whether pages without access are behind every memory.</param>
/// <param name="HasFarLabels">Whether labels may be farther away than conditional branches reach, in functions of any length; on AArch64 alone.</param>
internal readonly record struct CodeOptions(bool IsGuarded, bool HasFarLabels = false);
