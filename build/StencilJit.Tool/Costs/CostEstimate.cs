namespace StencilJit.Tool.Costs;

/// <summary>What LLVM's scheduling model of a processor says of a stencil. An estimate: no caches, no mispredicted branches, both ways of a branch in a row.</summary>
/// <param name="Cycles">Cycles for one pass where many follow each other, each one with the results of the one before.</param>
/// <param name="MicroOps">Micro-operations of one pass.</param>
internal sealed record CostEstimate(double Cycles, double MicroOps);
