namespace StencilJit.Compiler.Linking;

/// <summary>A variant before its micro-op becomes part of a set: its code, its patches ordered by offset, when it was solved.</summary>
internal sealed record UnlinkedVariant(byte[] Code, IReadOnlyList<UnlinkedPatch> Patches, SolveRound Round);
