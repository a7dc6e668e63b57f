namespace StencilJit.Wasm.Validation;

/// <summary>An open block (appendix, validation algorithm).</summary>
internal struct ControlFrame
{
    /// <summary>
    /// The type of the block, its parameters and results, as a number (<see cref="BlockTypeTable"/>). For the function's frame, the
    /// parameters are empty.
    /// </summary>
    public int Type;

    /// <summary>The number of operands below the block's parameters.</summary>
    public int Height;

    public ControlKind Kind;

    /// <summary>Whether a branch to the block's label takes nothing along.</summary>
    public bool TakesNothing;

    /// <summary>The rest of the block cannot be reached, and operands popped from below its height are of any type.</summary>
    public bool IsPolymorphic;

    /// <summary>Whether code before the block reaches it. Only such blocks are shown to the sink.</summary>
    public bool IsEntered;

    /// <summary>Whether a branch that can be reached goes to the block's label.</summary>
    public bool IsTarget;

    /// <summary>For an else: whether the end of the first branch could be reached.</summary>
    public bool ThenFallsThrough;

    /// <summary>Whether what follows the block is reached otherwise than by its last instruction.</summary>
    public readonly bool IsReachedOtherwise => Kind == ControlKind.If || (Kind != ControlKind.Loop && (IsTarget || ThenFallsThrough));
}
