namespace StencilJit.Stencils.Tests;

/// <summary>What a micro-op is run with: operands, holes, and words of memory, all others being zero.</summary>
internal sealed record Case(
    ulong[] Operands,
    IReadOnlyList<(string Name, ulong Value)> Holes,
    IReadOnlyList<(ulong Address, ulong Value)> Before);
