using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Decoding;

/// <summary>
/// An instruction of a <see cref="DecodedFunction"/> that does more than push a local or a number: what its bytes say, and what
/// validation found.
/// </summary>
internal readonly record struct DecodedInstruction
{
    // Two words, so that it is stored as two: processors wait where what was stored in pieces is loaded whole. From the lowest
    // bits upwards: operation (8 bits), type (8), opcode (16), offset; the immediate, the end of what is pushed before.
    private readonly ulong _head;
    private readonly ulong _tail;

    /// <param name="operation">What it does.</param>
    /// <param name="type">The type of its result; of the operand where there is none; 0 where neither has one.</param>
    /// <param name="opcode">Its encoding, for loads, stores and numeric instructions.</param>
    /// <param name="offset">Where it stands in the module's bytes.</param>
    /// <param name="immediate">Its immediate: an index, an offset, or where the function keeps several.</param>
    /// <param name="pushed">The lower half of the address where what is pushed before it ends.</param>
    public DecodedInstruction(Operation operation, ValueKind type, Opcode opcode, long offset, uint immediate, uint pushed)
    {
        _head = (ulong)operation | ((ulong)type << 8) | ((ulong)opcode << 16) | ((ulong)offset << 32);
        _tail = immediate | ((ulong)pushed << 32);
    }

    /// <summary>Of a numeric instruction.</summary>
    /// <param name="signature">What it takes and gives.</param>
    /// <param name="opcode">Its encoding.</param>
    /// <param name="offset">Where it stands in the module's bytes.</param>
    /// <param name="pushed">The lower half of the address where what is pushed before it ends.</param>
    public DecodedInstruction(NumericSignature signature, Opcode opcode, long offset, uint pushed)
    {
        // Its class and its result's type lie in the signature as here, and classes are in the order of their operations.
        _head = (signature.KindAndResult + (ulong)Operation.Unary) | ((ulong)opcode << 16) | ((ulong)offset << 32);
        _tail = (ulong)pushed << 32;
    }

    public Operation Operation => (Operation)(byte)_head;

    public ValueKind Type => (ValueKind)(byte)(_head >> 8);

    public Opcode Opcode => (Opcode)(ushort)(_head >> 16);

    public int Offset => (int)(_head >> 32);

    /// <summary>Its immediate as an offset.</summary>
    public uint Immediate => (uint)_tail;

    /// <summary>Its immediate as an index.</summary>
    public int Index => (int)_tail;

    /// <summary>
    /// The lower half of the address where what is pushed before it ends; that starts where what is pushed before the instruction before
    /// it ends.
    /// </summary>
    public uint Pushed => (uint)(_tail >> 32);
}
