namespace StencilJit.Model;

/// <summary>How a stencil relates to the code around it.</summary>
public enum StencilKind
{
    /// <summary>Keeps operand registers that are not its own; has no stack frame.</summary>
    Leaf,

    /// <summary>Calls out: operand registers do not survive it.</summary>
    Spilled,

    /// <summary>A plain C function through which the host enters stitched code; never followed by a continuation.</summary>
    Entry,
}
