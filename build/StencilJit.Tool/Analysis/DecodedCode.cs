namespace StencilJit.Tool.Analysis;

/// <summary>The machine code of a stencil, for reading.</summary>
/// <param name="Registers">The registers that it is shown with; others are had by other bits in the same places.</param>
/// <param name="Lines">Its instructions.</param>
/// <param name="Holes">Its fields, as lines of text such as <c>@4 abs32 b (slot)</c>.</param>
/// <param name="Facts">What can be said of it as a whole.</param>
internal sealed record DecodedCode(IReadOnlyList<RegisterChoice> Registers, IReadOnlyList<CodeLine> Lines, IReadOnlyList<string> Holes, CodeFacts Facts);
