namespace StencilJit.Compiler.Linking;

/// <summary>A variant before its micro-op becomes part of a set: its code, and its patches ordered by offset.</summary>
internal sealed record UnlinkedVariant(byte[] Code, IReadOnlyList<UnlinkedPatch> Patches);
