using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

/// <summary>What numeric instructions take and give (3.3.2).</summary>
/// <remarks>
/// The constants are named after the operand's and the result's types: I32, i64 (L), F32, f64 (D); those of instructions that are
/// not unary after their class and the type of their operands.
/// </remarks>
internal readonly struct NumericSignature
{
    /// <summary>i32.eqz, the first of the instructions without prefix.</summary>
    public const Opcode First = Opcode.I32Eqz;

    /// <summary>i64.extend32_s, the last of them.</summary>
    public const Opcode Last = Opcode.I64Extend32S;

    // From the lowest bits upwards: class (8 bits), result (8), operands as they lie on the stack (16), the topmost last.
    private const int ResultShift = 8;
    private const int FirstShift = 16;
    private const int TopShift = 24;

    private const uint I = (uint)ValueKind.I32;
    private const uint L = (uint)ValueKind.I64;
    private const uint F = (uint)ValueKind.F32;
    private const uint D = (uint)ValueKind.F64;

    private const uint II = I << TopShift | I << ResultShift;
    private const uint IL = I << TopShift | L << ResultShift;
    private const uint IF = I << TopShift | F << ResultShift;
    private const uint ID = I << TopShift | D << ResultShift;
    private const uint LI = L << TopShift | I << ResultShift;
    private const uint LL = L << TopShift | L << ResultShift;
    private const uint LF = L << TopShift | F << ResultShift;
    private const uint LD = L << TopShift | D << ResultShift;
    private const uint FI = F << TopShift | I << ResultShift;
    private const uint FL = F << TopShift | L << ResultShift;
    private const uint FF = F << TopShift | F << ResultShift;
    private const uint FD = F << TopShift | D << ResultShift;
    private const uint DI = D << TopShift | I << ResultShift;
    private const uint DL = D << TopShift | L << ResultShift;
    private const uint DF = D << TopShift | F << ResultShift;
    private const uint DD = D << TopShift | D << ResultShift;

    private const uint TestI = II | (uint)NumericKind.Test;
    private const uint TestL = LI | (uint)NumericKind.Test;

    private const uint CompareI = II | I << FirstShift | (uint)NumericKind.Comparison;
    private const uint CompareL = LI | L << FirstShift | (uint)NumericKind.Comparison;
    private const uint CompareF = FI | F << FirstShift | (uint)NumericKind.Comparison;
    private const uint CompareD = DI | D << FirstShift | (uint)NumericKind.Comparison;

    private const uint BinaryI = II | I << FirstShift | (uint)NumericKind.Binary;
    private const uint BinaryL = LL | L << FirstShift | (uint)NumericKind.Binary;
    private const uint BinaryF = FF | F << FirstShift | (uint)NumericKind.Binary;
    private const uint BinaryD = DD | D << FirstShift | (uint)NumericKind.Binary;

    private readonly uint _entry;

    private NumericSignature(uint entry) => _entry = entry;

    public NumericKind Kind => (NumericKind)(byte)_entry;

    /// <summary>Whether there are two operands, both of the same type.</summary>
    public bool IsBinary => (_entry & 0xFF << FirstShift) != 0;

    /// <summary>The type of the operand, or of both.</summary>
    public ValueKind Operand => (ValueKind)(_entry >> TopShift);

    /// <summary>Two operands as they lie on the stack.</summary>
    public uint Operands => _entry >> FirstShift;

    /// <summary>Its class in the lower eight bits, the type of its result in the upper.</summary>
    public ushort KindAndResult => (ushort)_entry;

    public ValueKind Result => (ValueKind)(byte)(_entry >> ResultShift);

    private static ReadOnlySpan<uint> Plain =>
    [
        // 0x45: i32 comparisons
        TestI, CompareI, CompareI, CompareI, CompareI, CompareI, CompareI, CompareI, CompareI, CompareI, CompareI,
        // 0x50: i64 comparisons
        TestL, CompareL, CompareL, CompareL, CompareL, CompareL, CompareL, CompareL, CompareL, CompareL, CompareL,
        // 0x5B: f32 comparisons
        CompareF, CompareF, CompareF, CompareF, CompareF, CompareF,
        // 0x61: f64 comparisons
        CompareD, CompareD, CompareD, CompareD, CompareD, CompareD,
        // 0x67: i32 arithmetic
        II, II, II, BinaryI, BinaryI, BinaryI, BinaryI, BinaryI, BinaryI, BinaryI, BinaryI, BinaryI, BinaryI, BinaryI,
        BinaryI, BinaryI, BinaryI, BinaryI,
        // 0x79: i64 arithmetic
        LL, LL, LL, BinaryL, BinaryL, BinaryL, BinaryL, BinaryL, BinaryL, BinaryL, BinaryL, BinaryL, BinaryL, BinaryL,
        BinaryL, BinaryL, BinaryL, BinaryL,
        // 0x8B: f32 arithmetic
        FF, FF, FF, FF, FF, FF, FF, BinaryF, BinaryF, BinaryF, BinaryF, BinaryF, BinaryF, BinaryF,
        // 0x99: f64 arithmetic
        DD, DD, DD, DD, DD, DD, DD, BinaryD, BinaryD, BinaryD, BinaryD, BinaryD, BinaryD, BinaryD,
        // 0xA7: conversions to integers
        LI, FI, FI, DI, DI, IL, IL, FL, FL, DL, DL,
        // 0xB2: conversions to floats
        IF, IF, LF, LF, DF, ID, ID, LD, LD, FD,
        // 0xBC: reinterpretations
        FI, DL, IF, LD,
        // 0xC0: sign extensions
        II, II, LL, LL, LL,
    ];

    private static ReadOnlySpan<uint> Saturating =>
    [
        // 0xFC00: saturating conversions
        FI, FI, DI, DI, FL, FL, DL, DL,
    ];

    /// <summary>Of an instruction without prefix.</summary>
    /// <param name="index">How many are between <see cref="First"/> and it, as far as <see cref="Last"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumericSignature Of(int index) => new(Unsafe.Add(ref MemoryMarshal.GetReference(Plain), (uint)index));

    /// <summary>Of an instruction behind the prefix 0xFC: i32.trunc_sat_f32_s to i64.trunc_sat_f64_u.</summary>
    public static NumericSignature OfSaturating(int opcode) => new(Saturating[opcode]);
}
