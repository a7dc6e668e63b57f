using StencilJit.Tool.Analysis;

namespace StencilJit.Tool.Traces;

/// <summary>What <c>trace --function</c> shows.</summary>
/// <param name="File">What was traced.</param>
/// <param name="Functions">The functions of that name or index; more than one where compilers gave one name twice.</param>
internal sealed record ListingView(string File, IReadOnlyList<FunctionListing> Functions);

/// <summary>A function's code, by the instructions of its source.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">What its compiler knows it by, such as its index.</param>
/// <param name="Block">The number of its block, from 0.</param>
/// <param name="Set">The stencil set.</param>
/// <param name="Target">The target of the set's lock.</param>
/// <param name="Address">The address that the code ran at.</param>
/// <param name="Offset">Its offset in the block; so are all offsets of code here.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Stitched">How many stencils it has.</param>
/// <param name="Samples">The samples in it; null without samples.</param>
/// <param name="Instructions">The instructions of its source with their stencils, in the order of the code.</param>
internal sealed record FunctionListing(
    string Name, long Id, int Block, string Set, string Target, string Address, int Offset, int Bytes, int Stitched, long? Samples,
    IReadOnlyList<ListedInstruction> Instructions);

/// <summary>An instruction of the source. One appears again where the code comes back to it.</summary>
/// <param name="Source">Its offset in the source; -1 for code that belongs to none.</param>
/// <param name="Text">The instruction; empty where the source's format is unknown.</param>
/// <param name="Stencils">What was stitched for it; empty where its work is done elsewhere, or it has none.</param>
internal sealed record ListedInstruction(long Source, string Text, IReadOnlyList<ListedStencil> Stencils);

/// <summary>A stencil in a function's code.</summary>
/// <param name="Offset">Where it starts.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Label">The label before it, where the function branches to it; else null.</param>
/// <param name="Operation">The micro-op; <c>(padding)</c>, or <c>(table)</c> for an entry of a table of jumps.</param>
/// <param name="Placement">The placement.</param>
/// <param name="Registers">The registers of its operands and result.</param>
/// <param name="Holes">The values of its holes.</param>
/// <param name="Samples">The samples in it; null without samples.</param>
/// <param name="Assembly">Its instructions, where they were asked for; else null.</param>
internal sealed record ListedStencil(
    int Offset, int Bytes, string? Label, string Operation, string Placement, IReadOnlyList<RegisterChoice> Registers, IReadOnlyList<HoleValue> Holes, long? Samples,
    IReadOnlyList<ListedLine>? Assembly);

/// <summary>A hole's value.</summary>
/// <param name="Name">The hole.</param>
/// <param name="Kind">What the value means.</param>
/// <param name="Value">The value as text: a number, <c>slot 3</c>, or where a label is.</param>
internal sealed record HoleValue(string Name, string Kind, string Value);

/// <summary>A machine instruction.</summary>
/// <param name="Offset">Where it starts.</param>
/// <param name="Bytes">Its bytes in hexadecimal.</param>
/// <param name="Text">The instruction; where it jumps to as a label, a function, a trap, or an offset.</param>
internal sealed record ListedLine(int Offset, string Bytes, string Text);
