using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;
using static StencilJit.Runtime.Patching.PatchKind;
using static StencilJit.Runtime.Tests.TestPatch;

namespace StencilJit.Runtime.Tests;

/// <summary>
/// A set in machine code of the running architecture, for functions int(int): argument and result are in edi and eax on
/// x86-64, both in w0 on AArch64.
/// </summary>
internal sealed class TestSet
{
    public const int OtherTrap = 0;
    public const int ZeroTrap = 1;

    public static readonly byte[] Data = [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0x78, 0x56, 0x34, 0x12, 5];

    private static readonly bool X64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private readonly TableBuilder builder = new();

    private TestSet()
    {
        // mov eax, imm32 | movz w0; movk w0, lsl 16
        Constant = Add("B800000000", [Hole(1, Abs32, 0)], "52800000 72A00000", [Hole(0, Move0, 0), Hole(4, Move16, 0)]);

        // mov eax, v0; add eax, v1 | movz w0; add w0, w0, imm12
        SumOfTwo = Add(
            "B8000000000500000000", [Hole(1, Abs32, 0), Hole(6, Abs32, 1)],
            "52800000 11000000", [Hole(0, Move0, 0), Hole(4, Bits12, 1)]);
        Return = Add("C3", [], "D65F03C0", []);
        Jump = Add("E900000000", [Label(1, Rel32, 0, -4)], "14000000", [Label(0, Branch26, 0)]);

        // test edi, edi; jz | cbz w0
        JumpIfZero = Add("85FF0F8400000000", [Label(4, Rel32, 0, -4)], "34000000", [Label(0, Branch19, 0)]);

        // sub edi, imm32 | sub w0, w0, imm12
        Subtract = Add("81EF00000000", [Hole(2, Abs32, 0)], "51000000", [Hole(0, Bits12, 0)]);

        // call | stp x29, x30, [sp, -16]!; bl; ldp x29, x30, [sp], 16
        Call = Add("E800000000", [Label(1, Rel32, 0, -4)], "A9BF7BFD 94000000 A8C17BFD", [Label(4, Branch26, 0)]);

        // movabs rax, imm64; shr rax, 32 | movz x0; movk x0 three times; lsr x0, x0, 32
        HighHalf = Add(
            "48B8000000000000000048C1E820", [Hole(2, Abs64, 0)],
            "D2800000 F2A00000 F2C00000 F2E00000 D360FC00",
            [Hole(0, Move0, 0), Hole(4, Move16, 0), Hole(8, Move32, 0), Hole(12, Move48, 0)]);

        // mov eax, [rip + data + 12] | adrp x0; ldr w0, [x0]
        LoadData = Add(
            "8B0500000000", [new(2, Rel32, TestPatch.Data, 12 - 4)],
            "90000000 B9400000", [new(0, Page21, TestPatch.Data, 12), new(4, Low12Scale4, TestPatch.Data, 12)]);

        // test edi, edi; jz trap | cbnz w0, +8; b trap
        TrapIfZero = Add(
            "85FF0F8400000000", [new(4, Rel32, FirstTrap + ZeroTrap, -4)],
            "35000040 14000000", [new(4, Branch26, FirstTrap + ZeroTrap)]);

        // mov eax, v0; then add eax, v1 and v2, each behind fifteen nops | movz w0; add w0, w0, imm12 behind nops
        string nops = string.Concat(Enumerable.Repeat("90", 15));
        string armNops = string.Concat(Enumerable.Repeat("D503201F ", 5));
        Sum = Add(
            $"B800000000{nops}0500000000{nops}0500000000",
            [Hole(1, Abs32, 0), Hole(21, Abs32, 1), Hole(41, Abs32, 2)],
            $"52800000 {armNops} 11000000 {armNops} 11000000",
            [Hole(0, Move0, 0), Hole(24, Bits12, 1), Hole(48, Bits12, 2)]);

        // test edi, edi; jz first; jmp second | cbz w0, first; b second
        JumpEither = Add(
            "85FF0F8400000000E900000000", [Label(4, Rel32, 0, -4), Label(9, Rel32, 1, -4)],
            "34000000 14000000", [Label(0, Branch19, 0), Label(4, Branch26, 1)]);

        // mov eax, imm32; test edi, edi; jz | cbnz w0, +16; movz w0; movk w0, lsl 16; b; movz w0; movk w0, lsl 16
        ConstantJumpIfZero = Add(
            "B80000000085FF0F8400000000", [Hole(1, Abs32, 1), Label(9, Rel32, 0, -4)],
            "35000080 52800000 72A00000 14000000 52800000 72A00000",
            [Hole(4, Move0, 1), Hole(8, Move16, 1), Label(12, Branch26, 0), Hole(16, Move0, 1), Hole(20, Move16, 1)]);
        Table = builder.Build(Data, "other", "zero");
    }

    public static TestSet Instance { get; } = new();

    public StencilTable Table { get; }

    public int Constant { get; }

    public int SumOfTwo { get; }

    public int Return { get; }

    public int Jump { get; }

    public int JumpIfZero { get; }

    public int Subtract { get; }

    public int Call { get; }

    public int HighHalf { get; }

    public int LoadData { get; }

    public int TrapIfZero { get; }

    public int Sum { get; }

    public int JumpEither { get; }

    /// <summary>Its result is its second hole's value, for its label is its first hole but values count without labels.</summary>
    public int ConstantJumpIfZero { get; }

    /// <summary>How long a variant's code is.</summary>
    public unsafe int LengthOf(int variant) => CopyWord.LengthOf(Table.Copies.Make(variant));

    private int Add(string x64, TestPatch[] x64Patches, string arm64, TestPatch[] arm64Patches) =>
        X64
            ? builder.Add(Convert.FromHexString(x64), x64Patches)
            : builder.Add(
                [.. arm64.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Convert.FromHexString(w).Reverse())],
                arm64Patches);
}
