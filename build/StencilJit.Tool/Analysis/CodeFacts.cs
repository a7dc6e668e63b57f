namespace StencilJit.Tool.Analysis;

/// <summary>What a person asks of a piece of machine code.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Instructions">How many instructions it has.</param>
/// <param name="Reads">The registers whose values from outside it uses, sorted; sub-registers by the name of the whole.</param>
/// <param name="Writes">The registers that it changes, sorted.</param>
/// <param name="Branches">How many conditional and unconditional jumps it has, calls and returns not counted.</param>
/// <param name="Calls">How many calls it has.</param>
/// <param name="UsesStack">Whether it touches the machine's stack other than by a call or return.</param>
internal sealed record CodeFacts(
    int Bytes, int Instructions, IReadOnlyList<string> Reads, IReadOnlyList<string> Writes, int Branches, int Calls, bool UsesStack);
