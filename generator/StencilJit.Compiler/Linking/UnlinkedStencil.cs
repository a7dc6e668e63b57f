using StencilJit.Model;

namespace StencilJit.Compiler.Linking;

/// <summary>A micro-op in one placement before it becomes part of a set: see <see cref="Stencil"/>.</summary>
internal sealed record UnlinkedStencil(
    string Placement, IReadOnlyList<Hole> Holes, IReadOnlyList<RegisterHole> Registers, byte[] Code, IReadOnlyList<UnlinkedPatch> Patches);
