namespace StencilJit.Wasm.Decoding;

/// <summary>A local or a number that an instruction does nothing with but push it.</summary>
internal readonly record struct DecodedPush
{
    // Of two words, like an instruction. From the lowest bits upwards: whether it is a number (8 bits), type (8).
    private readonly ulong _head;

    private DecodedPush(ulong isNumber, ValueKind type, ulong bits)
    {
        _head = isNumber | ((ulong)type << 8);
        Bits = bits;
    }

    public bool IsNumber => (byte)_head != 0;

    public ValueKind Type => (ValueKind)(byte)(_head >> 8);

    /// <summary>The local's index; the number's bits, narrower ones zero-extended.</summary>
    public ulong Bits { get; }

    public static DecodedPush OfLocal(int local, ValueKind type) => new(0, type, (uint)local);

    public static DecodedPush OfNumber(ulong bits, ValueKind type) => new(1, type, bits);
}
