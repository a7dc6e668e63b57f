using StencilJit.Runtime.Patching;
using PatchKind = StencilJit.Model.PatchKind;

namespace StencilJit.Runtime.Tests;

/// <summary>The formulas of AArch64's patch kinds, on whatever architecture the tests run.</summary>
public sealed unsafe class Arm64PatchTests
{
    private const long Address = 0x7F00_1234_5678;

    [Theory]
    [InlineData(PatchKind.Bits12, 0x0L, 0x000u)]
    [InlineData(PatchKind.Bits12, 0xABCL, 0xABCu)]
    [InlineData(PatchKind.Bits12, 0xFFFL, 0xFFFu)]
    [InlineData(PatchKind.Bits12Scale2, 0x1FFEL, 0xFFFu)]
    [InlineData(PatchKind.Bits12Scale2, 0x246L, 0x123u)]
    [InlineData(PatchKind.Bits12Scale4, 0x3FFCL, 0xFFFu)]
    [InlineData(PatchKind.Bits12Scale4, 0x48CL, 0x123u)]
    [InlineData(PatchKind.Bits12Scale8, 0x7FF8L, 0xFFFu)]
    [InlineData(PatchKind.Bits12Scale8, 0x918L, 0x123u)]
    [InlineData(PatchKind.Low12, 0x12345ABCL, 0xABCu)]
    [InlineData(PatchKind.Low12Scale4, 0x12345ABCL, 0x2AFu)]
    [InlineData(PatchKind.Low12Scale8, 0x12345AB8L, 0x157u)]
    [InlineData(PatchKind.Low12Scale16, 0x12345AB0L, 0x0ABu)]
    public void Immediates_of_12_bits_stand_at_bit_10(PatchKind kind, long value, uint field)
    {
        Assert.Equal(field << 10, Patched(kind, value));
        Assert.Equal(field << 10, Patched(kind, value - 0x230, 0x230));
        Assert.Equal(0xF940_0000 | field << 10 | 0x3E0, Patched(kind, value, 0, 0xF940_03E0));
    }

    [Theory]
    [InlineData(PatchKind.Move0, 0x4444u)]
    [InlineData(PatchKind.Move16, 0x3333u)]
    [InlineData(PatchKind.Move32, 0x2222u)]
    [InlineData(PatchKind.Move48, 0x9111u)]
    public void Moves_take_16_bits_each_at_bit_5(PatchKind kind, uint field)
    {
        long value = unchecked((long)0x9111_2222_3333_4444);
        Assert.Equal(field << 5, Patched(kind, value));
        Assert.Equal(0xD280_0000 | field << 5 | 7, Patched(kind, value + 8, -8, 0xD280_0007));
    }

    // lsl w1, w2, #n and lsl x1, x2, #n; lsr, asr of 32 and of 64 bits; ror w1, w2, #n and ror x1, x2, #n.
    [Theory]
    [InlineData(PatchKind.ShiftLeft, 0x5300_0041u, 5, 27, 26)]
    [InlineData(PatchKind.ShiftLeft, 0x5300_0041u, 0, 0, 31)]
    [InlineData(PatchKind.ShiftLeft, 0x5300_0041u, 37, 27, 26)]
    [InlineData(PatchKind.ShiftLeft, 0xD340_0041u, 5, 59, 58)]
    [InlineData(PatchKind.ShiftLeft, 0xD340_0041u, 63, 1, 0)]
    [InlineData(PatchKind.ShiftRight, 0x1300_7C41u, 31, 31, 0)]
    [InlineData(PatchKind.ShiftRight, 0x5300_7C41u, 33, 1, 0)]
    [InlineData(PatchKind.ShiftRight, 0xD340_FC41u, 33, 33, 0)]
    [InlineData(PatchKind.Rotate, 0x1382_0041u, 7, 0, 7)]
    [InlineData(PatchKind.Rotate, 0x93C2_0041u, 64, 0, 0)]
    [InlineData(PatchKind.Rotate, 0x93C2_0041u, 40, 0, 40)]
    public void Shifts_and_rotations_go_by_the_count_modulo_the_width(PatchKind kind, uint instruction, int count, int immr, int imms)
    {
        uint expected = instruction | (uint)immr << 16 | (uint)imms << 10;
        Assert.Equal(expected, Patched(kind, count, 0, instruction));
        Assert.Equal(expected, Patched(kind, count + 3, -3, instruction));
    }

    [Theory]
    [InlineData(PatchKind.Branch26, 0x0L, 0x0000_0000u)]
    [InlineData(PatchKind.Branch26, 0x40L, 0x0000_0010u)]
    [InlineData(PatchKind.Branch26, -4L, 0x03FF_FFFFu)]
    [InlineData(PatchKind.Branch26, 0x7FF_FFFCL, 0x01FF_FFFFu)]
    [InlineData(PatchKind.Branch26, -0x800_0000L, 0x0200_0000u)]
    [InlineData(PatchKind.Branch19, 0x40L, 0x10u << 5)]
    [InlineData(PatchKind.Branch19, -4L, 0x7FFFFu << 5)]
    [InlineData(PatchKind.Branch19, 0xF_FFFCL, 0x3FFFFu << 5)]
    [InlineData(PatchKind.Branch19, -0x10_0000L, 0x40000u << 5)]
    [InlineData(PatchKind.Branch14, 0x40L, 0x10u << 5)]
    [InlineData(PatchKind.Branch14, -4L, 0x3FFFu << 5)]
    [InlineData(PatchKind.Branch14, 0x7FFCL, 0x1FFFu << 5)]
    [InlineData(PatchKind.Branch14, -0x8000L, 0x2000u << 5)]
    public void Branches_take_the_distance_in_instructions(PatchKind kind, long distance, uint field)
    {
        Assert.Equal(field, Patched(kind, Address + distance));
        Assert.Equal(field, Patched(kind, Address + distance - 12, 12));
    }

    [Theory]
    [InlineData(PatchKind.Branch26, 0x800_0000L)]
    [InlineData(PatchKind.Branch26, -0x800_0004L)]
    [InlineData(PatchKind.Branch19, 0x10_0000L)]
    [InlineData(PatchKind.Branch19, -0x10_0004L)]
    [InlineData(PatchKind.Branch14, 0x8000L)]
    [InlineData(PatchKind.Branch14, -0x8004L)]
    [InlineData(PatchKind.Page21, 0x1_0000_0000L)]
    [InlineData(PatchKind.Page21, -0x1_0000_1000L)]
    public void What_is_out_of_reach_is_refused(PatchKind kind, long distance)
    {
        string message = Assert.Throws<BranchOutOfRangeException>(() => Patched(kind, Address + distance)).Message;
        Assert.Contains(kind.ToString(), message);
        Assert.Contains("0x7f0012345678", message);
        Assert.Contains("reach", message);
    }

    [Fact]
    public void A_branch_to_no_instruction_is_refused() =>
        Assert.Contains("multiple of 4", Assert.Throws<BranchOutOfRangeException>(() => Patched(PatchKind.Branch26, Address + 2)).Message);

    [Theory]
    [InlineData(0x7F00_1234_5000, 0u, 0u)]
    [InlineData(0x7F00_1234_5FFF, 0u, 0u)]
    [InlineData(0x7F00_1234_6000, 1u, 0u)]
    [InlineData(0x7F00_1234_8000, 3u, 0u)]
    [InlineData(0x7F00_1234_9000, 0u, 1u)]
    [InlineData(0x7F00_1234_4FFF, 3u, 0x7FFFFu)]
    [InlineData(0x7F00_1234_5000 + 0xFFFF_F000, 3u, 0x3FFFFu)]
    [InlineData(0x7F00_1234_5000 - 0x1_0000_0000, 0u, 0x40000u)]
    public void Page21_takes_the_distance_in_pages_in_two_fields(long value, uint low, uint high)
    {
        Assert.Equal(low << 29 | high << 5, Patched(PatchKind.Page21, value));
        Assert.Equal(0x9000_0003 | low << 29 | high << 5, Patched(PatchKind.Page21, value - 5, 5, 0x9000_0003));
    }

    [Theory]
    [InlineData(PatchKind.Bits12, 0x1000)]
    [InlineData(PatchKind.Bits12, -1)]
    [InlineData(PatchKind.Bits12Scale2, 0x2000)]
    [InlineData(PatchKind.Bits12Scale2, 1)]
    [InlineData(PatchKind.Bits12Scale4, 0x4000)]
    [InlineData(PatchKind.Bits12Scale4, 2)]
    [InlineData(PatchKind.Bits12Scale8, 0x8000)]
    [InlineData(PatchKind.Bits12Scale8, 4)]
    [InlineData(PatchKind.Bits12Scale8, -8)]
    public void An_offset_that_its_field_cannot_hold_is_refused(PatchKind kind, long value) =>
        Assert.Contains(kind.ToString(), Assert.Throws<ArgumentOutOfRangeException>(() => Patched(kind, value)).Message);

    [Theory]
    [InlineData(PatchKind.Abs32)]
    [InlineData(PatchKind.Abs8)]
    [InlineData((PatchKind)255)]
    public void A_kind_of_another_architecture_is_refused(PatchKind kind) =>
        Assert.Contains("table is damaged", Assert.Throws<InvalidOperationException>(() => Patched(kind, 0)).Message);

    private static uint Patched(PatchKind kind, long value, int addend = 0, uint instruction = 0)
    {
        uint* code = stackalloc uint[3];
        code[1] = instruction;
        Arm64Patch.Write((byte*)code, unchecked((nint)(Address - 4)), (ulong*)&value, new TestPatch(4, (Patching.PatchKind)kind, 0, addend).Word);
        Assert.Equal((0u, 0u), (code[0], code[2]));
        return code[1];
    }
}
