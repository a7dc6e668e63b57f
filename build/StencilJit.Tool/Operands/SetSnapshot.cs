using StencilJit.Model;

namespace StencilJit.Tool.Operands;

/// <summary>A stencil set at one point: what a diff compares two of.</summary>
/// <param name="Label">What it is called, such as <c>HEAD</c>.</param>
/// <param name="Locks">Its stencils, one item a target; empty where there was no such set.</param>
internal sealed record SetSnapshot(string Label, IReadOnlyList<StencilSet> Locks)
{
    /// <summary>The stencils of a target; null where there are none.</summary>
    public StencilSet? On(string target) => Locks.FirstOrDefault(set => set.Target == target);
}
