using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Validation;

/// <summary>What loads and stores move (3.3.7).</summary>
/// <remarks>The constants are named after the value's type, I32, i64 (L), F32, f64 (D), and the bytes.</remarks>
internal readonly struct MemoryAccess
{
    private const int FirstOpcode = 0x28;

    // The number of bytes as a power of two in the lower half, the type in the upper.
    private const int ValueShift = 8;

    private const ushort I1 = (int)ValueKind.I32 << ValueShift;
    private const ushort I2 = I1 | 1;
    private const ushort I4 = I1 | 2;
    private const ushort L1 = (int)ValueKind.I64 << ValueShift;
    private const ushort L2 = L1 | 1;
    private const ushort L4 = L1 | 2;
    private const ushort L8 = L1 | 3;
    private const ushort F4 = (int)ValueKind.F32 << ValueShift | 2;
    private const ushort D8 = (int)ValueKind.F64 << ValueShift | 3;

    private readonly ushort _entry;

    private MemoryAccess(ushort entry) => _entry = entry;

    /// <summary>The number of bytes, as a power of two.</summary>
    public uint NaturalAlignment => (byte)_entry;

    /// <summary>The type of the value.</summary>
    public ValueKind Value => (ValueKind)(_entry >> ValueShift);

    private static ReadOnlySpan<ushort> Entries =>
    [
        I4, L8, F4, D8, // i32.load i64.load f32.load f64.load
        I1, I1, I2, I2, // i32.load8 and 16
        L1, L1, L2, L2, L4, L4, // i64.load8, 16 and 32
        I4, L8, F4, D8, // i32.store i64.store f32.store f64.store
        I1, I2, // i32.store8 and 16
        L1, L2, L4, // i64.store8, 16 and 32
    ];

    /// <summary>Of an instruction that must be one of i32.load to i64.store32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MemoryAccess Of(int opcode) => new(Unsafe.Add(ref MemoryMarshal.GetReference(Entries), opcode - FirstOpcode));
}
