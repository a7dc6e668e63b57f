namespace StencilJit.Benchmarks.Instructions;

/// <summary>What a program executed.</summary>
/// <param name="Count">How many instructions.</param>
/// <param name="Output">What it printed.</param>
internal sealed record InstructionCount(long Count, string Output);
