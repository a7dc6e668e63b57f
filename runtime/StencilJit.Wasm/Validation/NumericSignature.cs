namespace StencilJit.Wasm.Validation;

/// <summary>What numeric instructions take and give (3.3.2).</summary>
/// <remarks>
/// An entry has the type of the result in bits 0 and 1, that of the operands in bits 2 and 3, and in bit 4 whether there are
/// two of them. The constants are named after the operands' and the result's types: I32, i64 (L), F32, f64 (D).
/// </remarks>
internal readonly struct NumericSignature
{
    private const int FirstOpcode = 0x45;

    private const byte II = 0x00;
    private const byte IL = 0x01;
    private const byte IF = 0x02;
    private const byte ID = 0x03;
    private const byte LI = 0x04;
    private const byte LL = 0x05;
    private const byte LF = 0x06;
    private const byte LD = 0x07;
    private const byte FI = 0x08;
    private const byte FL = 0x09;
    private const byte FF = 0x0A;
    private const byte FD = 0x0B;
    private const byte DI = 0x0C;
    private const byte DL = 0x0D;
    private const byte DF = 0x0E;
    private const byte DD = 0x0F;
    private const byte III = 0x10;
    private const byte LLI = 0x14;
    private const byte LLL = 0x15;
    private const byte FFI = 0x18;
    private const byte FFF = 0x1A;
    private const byte DDI = 0x1C;
    private const byte DDD = 0x1F;

    private readonly byte _entry;

    private NumericSignature(byte entry) => _entry = entry;

    public bool IsBinary => (_entry & 0x10) != 0;

    /// <summary>The type of the operand, or of both.</summary>
    public ValueKind Operand => (ValueKind)((int)ValueKind.I32 - (_entry >> 2 & 3));

    public ValueKind Result => (ValueKind)((int)ValueKind.I32 - (_entry & 3));

    private static ReadOnlySpan<byte> Plain =>
    [
        // 0x45: i32 comparisons
        II, III, III, III, III, III, III, III, III, III, III,
        // 0x50: i64 comparisons
        LI, LLI, LLI, LLI, LLI, LLI, LLI, LLI, LLI, LLI, LLI,
        // 0x5B: f32 comparisons
        FFI, FFI, FFI, FFI, FFI, FFI,
        // 0x61: f64 comparisons
        DDI, DDI, DDI, DDI, DDI, DDI,
        // 0x67: i32 arithmetic
        II, II, II, III, III, III, III, III, III, III, III, III, III, III,
        III, III, III, III,
        // 0x79: i64 arithmetic
        LL, LL, LL, LLL, LLL, LLL, LLL, LLL, LLL, LLL, LLL, LLL, LLL, LLL,
        LLL, LLL, LLL, LLL,
        // 0x8B: f32 arithmetic
        FF, FF, FF, FF, FF, FF, FF, FFF, FFF, FFF, FFF, FFF, FFF, FFF,
        // 0x99: f64 arithmetic
        DD, DD, DD, DD, DD, DD, DD, DDD, DDD, DDD, DDD, DDD, DDD, DDD,
        // 0xA7: conversions to integers
        LI, FI, FI, DI, DI, IL, IL, FL, FL, DL, DL,
        // 0xB2: conversions to floats
        IF, IF, LF, LF, DF, ID, ID, LD, LD, FD,
        // 0xBC: reinterpretations
        FI, DL, IF, LD,
        // 0xC0: sign extensions
        II, II, LL, LL, LL,
    ];

    private static ReadOnlySpan<byte> Saturating =>
    [
        // 0xFC00: saturating conversions
        FI, FI, DI, DI, FL, FL, DL, DL,
    ];

    /// <summary>Of an instruction without prefix: i32.eqz to i64.extend32_s.</summary>
    public static NumericSignature Of(int opcode) => new(Plain[opcode - FirstOpcode]);

    /// <summary>Of an instruction behind the prefix 0xFC: i32.trunc_sat_f32_s to i64.trunc_sat_f64_u.</summary>
    public static NumericSignature OfSaturating(int opcode) => new(Saturating[opcode]);
}
