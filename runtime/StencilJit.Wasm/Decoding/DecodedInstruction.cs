using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Decoding;

/// <summary>An instruction of a <see cref="DecodedFunction"/>: what its bytes say, and what validation found.</summary>
internal readonly record struct DecodedInstruction
{
    // Of two words, so that it is stored as two: processors wait where what was stored in pieces is loaded whole. From the lowest
    // bits upwards: operation (8 bits), type (8), opcode (16), offset.
    private readonly ulong _head;

    /// <param name="operation">What it does.</param>
    /// <param name="type">The type of its result; of the operand where there is none; 0 where neither has one.</param>
    /// <param name="opcode">Its encoding, for loads, stores and numeric instructions.</param>
    /// <param name="offset">Where it stands in the module's bytes.</param>
    /// <param name="bits">Its immediate: an index, a number, an offset; two packed with <see cref="Pack"/>.</param>
    public DecodedInstruction(Operation operation, ValueKind type, Opcode opcode, long offset, ulong bits)
    {
        _head = (ulong)operation | ((ulong)type << 8) | ((ulong)opcode << 16) | ((ulong)offset << 32);
        Bits = bits;
    }

    /// <summary>Of a numeric instruction.</summary>
    /// <param name="signature">What it takes and gives.</param>
    /// <param name="opcode">Its encoding.</param>
    /// <param name="offset">Where it stands in the module's bytes.</param>
    public DecodedInstruction(NumericSignature signature, Opcode opcode, long offset)
    {
        // Its class and its result's type lie in the signature as here, and classes are in the order of their operations.
        _head = (signature.KindAndResult + (ulong)Operation.Unary) | ((ulong)opcode << 16) | ((ulong)offset << 32);
        Bits = 0;
    }

    public Operation Operation => (Operation)(byte)_head;

    public ValueKind Type => (ValueKind)(byte)(_head >> 8);

    public Opcode Opcode => (Opcode)(ushort)(_head >> 16);

    public int Offset => (int)(_head >> 32);

    public ulong Bits { get; }

    /// <summary>The first immediate of two, or the only one.</summary>
    public int Low => (int)Bits;

    /// <summary>The second immediate of two.</summary>
    public int High => (int)(Bits >> 32);

    public static ulong Pack(int low, int high) => (uint)low | ((ulong)(uint)high << 32);
}
