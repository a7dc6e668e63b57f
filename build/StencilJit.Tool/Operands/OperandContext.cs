using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Operands;

/// <summary>What the command line says of all operands of a diff.</summary>
/// <param name="Targets">The targets to compare; empty for all.</param>
/// <param name="Clang">The clang to compile with; null to search.</param>
/// <param name="Console">Where progress and warnings go.</param>
internal sealed record OperandContext(IReadOnlyList<string> Targets, string? Clang, ToolConsole Console);
