namespace StencilJit.Model;

/// <summary>One field of a stencil's code that is written when stitching.</summary>
/// <param name="Offset">Byte offset of the field (x86-64) or of the instruction that holds it (AArch64).</param>
/// <param name="Kind">How the value is written.</param>
/// <param name="Source">Where the value comes from.</param>
/// <param name="Index">Which hole or trap; 0 for data.</param>
/// <param name="Addend">Added to the value.</param>
public sealed record Patch(int Offset, PatchKind Kind, PatchSource Source, int Index, long Addend);
