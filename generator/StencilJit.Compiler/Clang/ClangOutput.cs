namespace StencilJit.Compiler.Clang;

/// <summary>What a clang run gave.</summary>
internal sealed record ClangOutput(byte[] Bitcode, IReadOnlyList<string> Files, IReadOnlyList<CompileDiagnostic> Diagnostics);
