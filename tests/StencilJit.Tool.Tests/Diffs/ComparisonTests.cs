using StencilJit.Model;
using StencilJit.Tool.Diffs;

namespace StencilJit.Tool.Tests.Diffs;

/// <summary>What became of stencils, told from sets made by hand.</summary>
public sealed class ComparisonTests
{
    private const string AddRegister = "4d01f5"; // add r13, r14
    private const string SubtractRegister = "4d29f5"; // sub r13, r14
    private const string AddSlot = "4d03ac2400000000"; // add r13, [r12 + disp32]
    private const string AddSlotThenNothing = "4d03ac240000000090"; // and nop
    private const string NothingThenAddSlot = "904d03ac2400000000";
    private const string JumpIfZero = "4d85ed0f8400000000"; // test r13, r13; je rel32
    private const string NegateBits = "c5f8570500000000"; // vxorps xmm0, xmm0, xmmword ptr [rip + rel32]
    private const string LoadDouble = "c5fb100500000000"; // vmovsd xmm0, qword ptr [rip + rel32]

    private const string Add = "4801c0"; // add A, B, where both are number 0

    private static readonly RegisterHole A = new("a", RegisterClass.Integer, RegisterAccess.Read, [new(0, 3), new(16, 0), new(17, 1), new(18, 2)]);
    private static readonly RegisterHole B = new("b", RegisterClass.Integer, RegisterAccess.Read, [new(2, 3), new(19, 0), new(20, 1), new(21, 2)]);
    private static readonly Hole Slot = new("a", HoleKind.Slot);

    [Fact]
    public void The_same_stencils_are_unchanged()
    {
        Assert.Empty(Changes(TestSet.Of(TestSet.Leaf("one", AddRegister)), TestSet.Of(TestSet.Leaf("one", AddRegister))));
    }

    [Fact]
    public void Documentation_and_lines_change_no_stencil()
    {
        var now = TestSet.Leaf("one", AddRegister) with { Documentation = "Adds.", Source = "other.c:7" };

        Assert.Empty(Changes(TestSet.Of(TestSet.Leaf("one", AddRegister)), TestSet.Of(now)));
    }

    [Fact]
    public void Names_that_only_one_side_has_are_added_and_removed()
    {
        var changes = Changes(TestSet.Of(TestSet.Leaf("old", AddRegister)), TestSet.Of(TestSet.Leaf("new", AddRegister)));

        Assert.Equal([("old", ChangeKind.Removed, 3L, null), ("new", ChangeKind.Added, null, 3L)], changes.Select(change => (change.Operation, change.Kind, change.BytesBefore, change.BytesAfter)));
    }

    [Fact]
    public void Fewer_and_more_bytes_are_smaller_and_larger()
    {
        var small = TestSet.Of(TestSet.Leaf("one", AddRegister));
        var large = TestSet.Of(TestSet.Leaf("one", AddRegister + "90"));

        Assert.Equal(ChangeKind.Larger, Assert.Single(Changes(small, large)).Kind);
        Assert.Equal(ChangeKind.Smaller, Assert.Single(Changes(large, small)).Kind);
    }

    [Fact]
    public void As_many_bytes_and_others_are_different()
    {
        var change = Assert.Single(Changes(TestSet.Of(TestSet.Leaf("one", AddRegister)), TestSet.Of(TestSet.Leaf("one", SubtractRegister))));

        Assert.Equal(ChangeKind.Different, change.Kind);
        Assert.Equal([new DiffLine("add r13, r14", "sub r13, r14", false)], change.Lines);
    }

    [Fact]
    public void A_field_elsewhere_is_a_hole_that_moved_and_the_note_says_where_to()
    {
        var change = Assert.Single(Changes(
            TestSet.Of(TestSet.Leaf("one", AddSlotThenNothing, [Slot], TestSet.Field(4))),
            TestSet.Of(TestSet.Leaf("one", NothingThenAddSlot, [Slot], TestSet.Field(5)))));

        Assert.Equal(ChangeKind.HoleMoved, change.Kind);
        Assert.Equal(["a moved: @4 abs32 -> @5 abs32"], change.Notes);
    }

    [Fact]
    public void Two_holes_that_change_places_have_moved()
    {
        Hole other = new("b", HoleKind.Slot);
        var twice = AddSlot + AddSlot;

        var change = Assert.Single(Changes(
            TestSet.Of(TestSet.Leaf("one", twice, [Slot, other], TestSet.Field(4), TestSet.Field(12, 1))),
            TestSet.Of(TestSet.Leaf("one", twice, [Slot, other], TestSet.Field(4, 1), TestSet.Field(12)))));

        Assert.Equal(ChangeKind.HoleMoved, change.Kind);
        Assert.Equal(["a moved: @4 abs32 -> @12 abs32", "b moved: @12 abs32 -> @4 abs32"], change.Notes);
    }

    [Fact]
    public void Another_name_or_kind_of_a_hole_is_a_change_of_meaning_even_of_the_same_bytes()
    {
        var before = TestSet.Of(TestSet.Leaf("one", AddSlot, [Slot], TestSet.Field(4)));

        var kind = Assert.Single(Changes(before, TestSet.Of(TestSet.Leaf("one", AddSlot, [Slot with { Kind = HoleKind.Offset }], TestSet.Field(4)))));
        var name = Assert.Single(Changes(before, TestSet.Of(TestSet.Leaf("one", AddSlot, [Slot with { Name = "b" }], TestSet.Field(4)))));

        Assert.Equal((ChangeKind.MeaningChanged, ChangeKind.MeaningChanged), (kind.Kind, name.Kind));
        Assert.Equal(["hole a: slot -> offset"], kind.Notes);
        Assert.Equal(["hole a (slot) is gone", "hole b (slot) is new"], name.Notes);
    }

    [Fact]
    public void Another_order_of_holes_is_a_change_of_meaning()
    {
        Hole other = new("b", HoleKind.Slot);
        var twice = AddSlot + AddSlot;

        var change = Assert.Single(Changes(
            TestSet.Of(TestSet.Leaf("one", twice, [Slot, other], TestSet.Field(4), TestSet.Field(12, 1))),
            TestSet.Of(TestSet.Leaf("one", twice, [other, Slot], TestSet.Field(4, 1), TestSet.Field(12)))));

        Assert.Equal(ChangeKind.MeaningChanged, change.Kind);
        Assert.Equal(["holes in another order: a, b -> b, a"], change.Notes);
    }

    [Fact]
    public void A_leaf_that_becomes_spilled_is_a_change_of_meaning()
    {
        var leaf = TestSet.Leaf("one", AddRegister);

        var change = Assert.Single(Changes(TestSet.Of(leaf), TestSet.Of(leaf with { Kind = StencilKind.Spilled })));

        Assert.Equal((ChangeKind.MeaningChanged, "kind: leaf -> spilled"), (change.Kind, Assert.Single(change.Notes)));
    }

    [Fact]
    public void Traps_are_compared_by_name_as_one_more_moves_their_indices()
    {
        static Stencil Jump(int trap) => TestSet.Leaf("one", JumpIfZero, null, new Patch(5, PatchKind.Rel32, PatchSource.Trap, trap, -4));
        var before = TestSet.Of(Jump(0)) with { Traps = ["b"] };

        Assert.Empty(Changes(before, TestSet.Of(Jump(1)) with { Traps = ["a", "b"] }));
        var change = Assert.Single(Changes(before, TestSet.Of(Jump(0)) with { Traps = ["a", "b"] }));
        Assert.Equal(ChangeKind.Different, change.Kind);
        Assert.Equal(["trap b is gone", "trap a is new"], change.Notes);
    }

    [Fact]
    public void Constants_are_compared_by_their_bytes_as_one_more_moves_their_offsets()
    {
        var before = WithData(NegateBits, "80000000800000008000000080000000", 0);

        Assert.Empty(Changes(before, WithData(NegateBits, "1111111111111111222222222222222280000000800000008000000080000000", 16)));
        var change = Assert.Single(Changes(before, WithData(NegateBits, "80000000800000008000000090000000", 0)));
        Assert.Equal(ChangeKind.Different, change.Kind);
        Assert.Equal(["constant 80000000800000008000000080000000 -> 80000000800000008000000090000000"], change.Notes);
    }

    [Fact]
    public void What_follows_a_constant_does_not_belong_to_it()
    {
        Assert.Empty(Changes(WithData(LoadDouble, "00000000000000400000000000000000", 0), WithData(LoadDouble, "00000000000000401111111111111111", 0)));
        Assert.Single(Changes(WithData(LoadDouble, "00000000000000400000000000000000", 0), WithData(LoadDouble, "00000000000000411111111111111111", 0)));
    }

    [Fact]
    public void Registers_calls_and_the_stack_are_noted()
    {
        var change = Assert.Single(Changes(
            TestSet.Of(TestSet.Leaf("one", AddRegister)),
            TestSet.Of(TestSet.Leaf("one", "50" + "4d89f5" + "ffd0")))); // push rax; mov r13, r14; call rax

        Assert.Equal(["read now: rax", "read no longer: r13", "calls: 0 -> 1", "uses the stack now"], change.Notes);
    }

    [Fact]
    public void Another_operand_in_a_register_is_a_change_of_meaning_even_of_the_same_bytes()
    {
        var before = TestSet.Leaf("one", Add) with { Registers = [A with { Access = RegisterAccess.Update }, B] };

        var name = Assert.Single(Changes(TestSet.Of(before), TestSet.Of(before with { Registers = [before.Registers[0], B with { Name = "c" }] })));
        var access = Assert.Single(Changes(TestSet.Of(before), TestSet.Of(before with { Registers = [A, B] })));

        Assert.Equal((ChangeKind.MeaningChanged, ChangeKind.MeaningChanged), (name.Kind, access.Kind));
        Assert.Equal(["registers: a (integer, update), b (integer, read) -> a (integer, update), c (integer, read)"], name.Notes);
        Assert.Equal(["registers: a (integer, update), b (integer, read) -> a (integer, read), b (integer, read)"], access.Notes);
    }

    [Fact]
    public void Operands_that_change_places_in_the_code_are_different_though_its_bytes_are_the_same()
    {
        var before = TestSet.Leaf("one", Add) with { Registers = [A, B] };
        var now = before with { Registers = [A with { Bits = B.Bits }, B with { Bits = A.Bits }] };

        var change = Assert.Single(Changes(TestSet.Of(before), TestSet.Of(now)));

        Assert.Equal(ChangeKind.Different, change.Kind);
        Assert.Equal([new DiffLine("add r8, r9", "add r9, r8", false)], change.Lines);
    }

    [Fact]
    public void What_the_set_as_a_whole_promises_is_compared_too()
    {
        var before = TestSet.Of(TestSet.Leaf("one", AddRegister));

        var diff = Diff(before, before with { Features = ["Avx2", "Bmi1"], Pinned = ["frame", "memory"], Traps = ["a"], Compiler = "clang 19.1.7, LLVM 19.1.7" });

        Assert.Equal(["feature Bmi1 is new", "pinned pointers: frame -> frame memory", "trap b is gone"], diff.Notes);
    }

    private static StencilSet WithData(string code, string data, int offset) =>
        TestSet.Of(TestSet.Leaf("one", code, null, new Patch(4, PatchKind.Rel32, PatchSource.Data, 0, offset - 4))) with { Data = Convert.FromHexString(data) };

    private static IReadOnlyList<StencilChange> Changes(StencilSet before, StencilSet after) => [.. Diff(before, after).Changes.Order(ChangeOrder.Instance)];

    private static TargetDiff Diff(StencilSet before, StencilSet after)
    {
        Assert.SkipWhen(Compiler.Llvm.LlvmLibrary.Version is null, "No libLLVM from 19 on: run build/install-tools.sh.");
        return TargetDiff.Create("linux-x64", before, after, "", TestContext.Current.CancellationToken);
    }
}
