using StencilJit.Model;

namespace StencilJit.Compiler.Linking;

/// <summary>A patch before its micro-op becomes part of a set: see <see cref="Patch"/>.</summary>
internal sealed record UnlinkedPatch(int Offset, PatchKind Kind, PatchValue Value, long Addend);
