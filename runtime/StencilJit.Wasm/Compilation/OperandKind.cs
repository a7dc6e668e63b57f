namespace StencilJit.Wasm.Compilation;

/// <summary>Where the compiler knows an operand to be.</summary>
internal enum OperandKind : byte
{
    /// <summary>In the register of its class with the number of its position, modulo the number of registers.</summary>
    Register,

    /// <summary>In the frame slot that belongs to its position.</summary>
    Slot,

    /// <summary>In a local, which still has the value that local.get read.</summary>
    Local,

    /// <summary>Nowhere yet: it is a number.</summary>
    Constant,
}
