namespace StencilJit.Wasm.Compilation;

/// <summary>Where the compiler knows an operand to be.</summary>
internal enum OperandKind : byte
{
    // The first two as decoded pushes have them, which are copied as they are.

    /// <summary>In a local, which still has the value that local.get read; the local may live in a register.</summary>
    Local = 0,

    /// <summary>Nowhere yet: it is a number.</summary>
    Constant = 1,

    /// <summary>In a register of its own.</summary>
    Register,

    /// <summary>In the frame slot that belongs to its position.</summary>
    Slot,
}
