using StencilJit.Stencils.Replay;

namespace StencilJit.Stencils.Tests;

/// <summary>The calculator's memory: its variables.</summary>
internal sealed class CalcCases : ISetCases
{
    private const ulong Margin = 0x1_0000;
    private const ulong Frame = 0x20_0000_0000 + Margin;

    public IReadOnlyList<Region> Regions => [new Region(Frame - Margin, 0x8000_0000 + 2 * Margin)];

    public IReadOnlyDictionary<string, ulong> Pinned => new Dictionary<string, ulong> { ["frame"] = Frame };

    public IEnumerable<Case>? Cases(Signature signature) => signature.Name switch
    {
        "done" => [new Case([], [], [(Frame, 99)])],
        "fail" => BoundaryValues.Of(OperandType.I32).Select(outcome => new Case([], [("outcome", (ulong)(int)outcome)], [(Frame, 0x5555)])),
        _ => null,
    };

    public bool GivesAnyNaN(string op) => false;
}
