using StencilJit.Compiler.Sources;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>One function of the lowered module: a micro-op in one placement at one position.</summary>
internal sealed record StencilFunction(MicroOp Op, Placement Placement, int Position, string Symbol)
{
    public StencilKind Kind => Op.Kind;

    /// <summary>What the emit method takes: operands, result, explicit holes by name, labels by name.</summary>
    public IReadOnlyList<Hole> Holes { get; init; } = [];

    /// <summary>The traps that it names, which the optimizer may drop.</summary>
    public IReadOnlyList<string> Traps { get; init; } = [];

    /// <summary>The section that the function's code is emitted to, so that it is found again in the object.</summary>
    public string Section => $".text.{Symbol}";

    /// <summary>What messages call it.</summary>
    public string Display => $"'{Op.Name} {Placement.Text}'".Replace(" '", "'");
}
