using System.Buffers.Binary;
using StencilJit.Compiler.Extraction;
using StencilJit.Compiler.Objects;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests;

/// <summary>Ways through AArch64 code that become shorter; distances are in instructions.</summary>
public sealed class Arm64BranchesTests
{
    private const uint Nop = 0xD503201F, Jump = 0x14000000, Return = 0xD65F03C0, Literal = 0x58000000, Address = 0x10000000;
    private const uint Equal = 0x54000000, NotEqual = 0x54000001, Higher = 0x54000008, LowerOrSame = 0x54000009;
    private const uint Zero = 0xB4000000, NotZero = 0xB5000000, BitClear = 0x36180000, BitSet = 0x37180000;
    private const string Next = "stencil.continue", Label = "stencil.label.target", Trap = "stencil.trap.division";

    [Fact]
    public void A_branch_to_a_jump_to_a_label_goes_to_the_label() =>
        AssertFolded([(To(Zero, 2), null), (Jump, Next), (Jump, Label)], [(Zero, Label), (Jump, Next)]);

    [Fact]
    public void A_branch_over_a_jump_to_a_label_becomes_its_opposite() =>
        AssertFolded([(To(Equal, 2), null), (Jump, Label), (Jump, Next)], [(NotEqual, Label), (Jump, Next)]);

    [Fact]
    public void All_branches_to_the_same_jump_go_to_its_label() =>
        AssertFolded(
            [(To(Equal, 4), null), (Nop, null), (To(Higher, 2), null), (Jump, Next), (Jump, Label)],
            [(Equal, Label), (Nop, null), (Higher, Label), (Jump, Next)]);

    [Fact]
    public void A_jump_to_a_trap_follows_the_branch_that_leads_to_it() =>
        AssertFolded(
            [(To(Higher, 3), null), (Nop, null), (Jump, Next), (Jump, Trap)],
            [(To(LowerOrSame, 2), null), (Jump, Trap), (Nop, null), (Jump, Next)]);

    /// <summary>TBZ reaches 32 KiB.</summary>
    [Fact]
    public void A_branch_on_a_bit_does_not_go_to_a_label_itself() =>
        AssertFolded([(To(BitClear, 2), null), (Jump, Next), (Jump, Label)], [(To(BitSet, 2), null), (Jump, Label), (Jump, Next)]);

    [Fact]
    public void Other_branches_lead_where_they_led() =>
        AssertFolded(
            [(To(NotZero, 3), null), (To(Higher, 5), null), (Nop, null), (To(Equal, -3), null), (To(Jump, 1), null), (Jump, Next), (Jump, Trap)],
            [(To(NotZero, 4), null), (To(LowerOrSame, 2), null), (Jump, Trap), (Nop, null), (To(Equal, -4), null), (To(Jump, 1), null), (Jump, Next)]);

    [Fact]
    public void Traps_that_are_reached_from_several_places_stay_behind() =>
        AssertSame((To(Equal, 3), null), (To(Higher, 2), null), (Jump, Next), (Jump, Trap));

    [Fact]
    public void A_jump_that_is_reached_from_before_stays() =>
        AssertFolded([(To(Zero, 2), null), (Nop, null), (Jump, Label)], [(Zero, Label), (Nop, null), (Jump, Label)]);

    [Theory]
    [InlineData(Literal)]
    [InlineData(Address)]
    public void Code_that_refers_to_its_own_address_stays_as_it_is(uint instruction) =>
        AssertSame((instruction, null), (To(Zero, 2), null), (Jump, Next), (Jump, Label));

    [Fact]
    public void Code_without_branches_stays_as_it_is() => AssertSame((Nop, null), (Return, null));

    private static void AssertSame(params (uint Word, string? Symbol)[] code) => AssertFolded(code, code);

    private static void AssertFolded((uint Word, string? Symbol)[] before, (uint Word, string? Symbol)[] expected)
    {
        var folded = Arm64Branches.Fold(new FunctionCode(Bytes(before), [.. Relocations(before)]));
        Assert.Equal(Convert.ToHexString(Bytes(expected)), Convert.ToHexString(folded.Contents));
        Assert.Equal(Relocations(expected), folded.Relocations);
    }

    private static byte[] Bytes((uint Word, string? Symbol)[] code)
    {
        var bytes = new byte[4 * code.Length];
        for (var i = 0; i < code.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), code[i].Word);
        return bytes;
    }

    private static IEnumerable<Relocation> Relocations((uint Word, string? Symbol)[] code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i].Symbol is { } symbol)
                yield return new Relocation(4 * i, code[i].Word == Jump ? PatchKind.Branch26 : PatchKind.Branch19, "", symbol, "", 0);
        }
    }

    /// <summary>A branch by a distance.</summary>
    private static uint To(uint branch, int distance) => branch switch
    {
        Jump => branch | ((uint)distance & 0x03FF_FFFF),
        BitClear or BitSet => branch | (((uint)distance & 0x3FFF) << 5),
        _ => branch | (((uint)distance & 0x7_FFFF) << 5),
    };
}
