using StencilJit.Model;

namespace StencilJit.Compiler.Linking;

/// <summary>A micro-op in one placement, with a variant for every position, before it becomes part of a set.</summary>
internal sealed record UnlinkedStencil(string Placement, IReadOnlyList<Hole> Holes, IReadOnlyList<UnlinkedVariant> Variants);
