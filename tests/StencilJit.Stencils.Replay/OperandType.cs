namespace StencilJit.Stencils.Replay;

/// <summary>How many bits an operand or result has, and which class of registers it lives in.</summary>
internal enum OperandType
{
    /// <summary>None: of micro-ops without result.</summary>
    Void,

    /// <summary>32 bits in an integer register.</summary>
    I32,

    /// <summary>64 bits in an integer register: integers and pointers.</summary>
    I64,

    /// <summary>32 bits in a floating-point register.</summary>
    F32,

    /// <summary>64 bits in a floating-point register.</summary>
    F64,
}
