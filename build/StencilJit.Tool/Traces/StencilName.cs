namespace StencilJit.Tool.Traces;

/// <summary>What a stencil is called.</summary>
/// <param name="Set">Its set.</param>
/// <param name="Operation">The micro-op.</param>
/// <param name="Placement">Where operands and result live.</param>
internal sealed record StencilName(string Set, string Operation, string Placement)
{
    /// <summary>The name within the set.</summary>
    public override string ToString() => $"{Operation} {Placement}";
}
