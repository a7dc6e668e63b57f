using StencilJit.Compiler.Registers;
using StencilJit.Compiler.Sources;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>One function of the lowered module: a micro-op in one placement.</summary>
internal sealed record StencilFunction(MicroOp Op, Placement Placement, string Symbol)
{
    public StencilKind Kind => Op.Kind;

    /// <summary>Its operands and result in registers.</summary>
    public IReadOnlyList<RegisterRole> Registers { get; init; } = [];

    /// <summary>What the emit method takes beside registers: operands, result, explicit holes by name, labels by name.</summary>
    public IReadOnlyList<Hole> Holes { get; init; } = [];

    /// <summary>The traps that it names, which the optimizer may drop.</summary>
    public IReadOnlyList<string> Traps { get; init; } = [];

    /// <summary>What messages call it.</summary>
    public string Display => $"'{Op.Name} {Placement.Text}'".Replace(" '", "'");
}
