using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Decoding;

/// <summary>An instruction of a <see cref="DecodedFunction"/>: what its bytes say, and what validation found.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Type">The type of its result; of the operand where there is none; 0 where neither has one.</param>
/// <param name="Opcode">Its encoding, for loads, stores and numeric instructions.</param>
/// <param name="Offset">Where it stands in the module's bytes.</param>
/// <param name="Bits">Its immediate: an index, a number, an offset; two packed with <see cref="Pack"/>.</param>
internal readonly record struct DecodedInstruction(Operation Operation, ValueKind Type, Opcode Opcode, int Offset, ulong Bits)
{
    /// <summary>The first immediate of two, or the only one.</summary>
    public int Low => (int)Bits;

    /// <summary>The second immediate of two.</summary>
    public int High => (int)(Bits >> 32);

    public static ulong Pack(int low, int high) => (uint)low | ((ulong)(uint)high << 32);
}
