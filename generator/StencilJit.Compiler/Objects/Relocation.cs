using StencilJit.Model;

namespace StencilJit.Compiler.Objects;

/// <summary>A field that stitching has to fill, the same for every object format.</summary>
/// <param name="Offset">Byte offset in the function.</param>
/// <param name="Kind">How it is filled; null where the type is not one that stencils may have.</param>
/// <param name="TypeName">The type in the object format's words, where it has no kind.</param>
/// <param name="Symbol">The symbol's name in C; empty for a section's own symbol.</param>
/// <param name="Section">The section that the symbol is in; empty where it is undefined.</param>
/// <param name="Addend">Added to the symbol's address; the symbol's own offset in its section is counted in.</param>
internal sealed record Relocation(int Offset, PatchKind? Kind, string TypeName, string Symbol, string Section, long Addend);
