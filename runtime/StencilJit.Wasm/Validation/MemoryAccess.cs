namespace StencilJit.Wasm.Validation;

/// <summary>What loads and stores move (3.3.7).</summary>
internal readonly struct MemoryAccess
{
    private const int FirstOpcode = 0x28;

    private readonly byte _entry;

    private MemoryAccess(byte entry) => _entry = entry;

    /// <summary>The number of bytes, as a power of two.</summary>
    public int NaturalAlignment => _entry & 3;

    /// <summary>The type of the value.</summary>
    public ValueKind Value => (ValueKind)((int)ValueKind.I32 - (_entry >> 2));

    /// <summary>The power of two of the bytes in bits 0 and 1, the distance of the type from i32 above.</summary>
    private static ReadOnlySpan<byte> Entries =>
    [
        0x2, 0x7, 0xA, 0xF, // i32.load i64.load f32.load f64.load
        0x0, 0x0, 0x1, 0x1, // i32.load8 and 16
        0x4, 0x4, 0x5, 0x5, 0x6, 0x6, // i64.load8, 16 and 32
        0x2, 0x7, 0xA, 0xF, // i32.store i64.store f32.store f64.store
        0x0, 0x1, // i32.store8 and 16
        0x4, 0x5, 0x6, // i64.store8, 16 and 32
    ];

    public static MemoryAccess Of(int opcode) => new(Entries[opcode - FirstOpcode]);
}
