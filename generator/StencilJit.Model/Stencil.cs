namespace StencilJit.Model;

/// <summary>The machine code of one micro-op in one placement on one target.</summary>
/// <param name="Name">The micro-op's name in C, such as <c>i32_add</c>.</param>
/// <param name="Placement">Where operands and result live, such as <c>rs&gt;r</c>; see STENCIL in stenciljit.h.</param>
/// <param name="Kind">How it relates to the code around it.</param>
/// <param name="Documentation">The C comment before the micro-op as one paragraph of plain text, or empty.</param>
/// <param name="Source">Where the micro-op stands, as <c>file.c:line</c>, the file's name relative to the set's folder.</param>
/// <param name="Holes">What the emit method takes, in order.</param>
/// <param name="Variants">
/// One for each position of the register operands: in variant p, the operand j lives in register (p + j) mod the number
/// of registers of its class, and the result in register p. A single one where no operand or result is in a register.
/// </param>
public sealed record Stencil(
    string Name,
    string Placement,
    StencilKind Kind,
    string Documentation,
    string Source,
    IReadOnlyList<Hole> Holes,
    IReadOnlyList<StencilVariant> Variants);
