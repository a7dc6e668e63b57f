using StencilJit.Wasm.Decoding;

namespace StencilJit.Wasm.Compilation;

/// <summary>Where the compiler knows an operand to be.</summary>
internal enum OperandKind : byte
{
    // The numbers of the two instructions that are pushed as they are.

    /// <summary>In a local, which still has the value that local.get read; the local may live in a register.</summary>
    Local = Operation.LocalGet,

    /// <summary>Nowhere yet: it is a number.</summary>
    Constant = Operation.Constant,

    /// <summary>In a register of its own.</summary>
    Register,

    /// <summary>In the frame slot that belongs to its position.</summary>
    Slot,
}
