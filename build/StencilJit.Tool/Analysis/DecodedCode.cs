namespace StencilJit.Tool.Analysis;

/// <summary>The machine code of a stencil for one position of its operands, for reading.</summary>
/// <param name="Position">The position of the register operands.</param>
/// <param name="Lines">Its instructions.</param>
/// <param name="Holes">Its fields, as lines of text such as <c>@4 abs32 b (slot)</c>.</param>
/// <param name="Facts">What can be said of it as a whole.</param>
internal sealed record DecodedCode(int Position, IReadOnlyList<CodeLine> Lines, IReadOnlyList<string> Holes, CodeFacts Facts);
