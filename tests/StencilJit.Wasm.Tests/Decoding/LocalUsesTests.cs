using StencilJit.Wasm.Decoding;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Tests.Decoding;

public class LocalUsesTests
{
    private const byte Block = 0x02, Loop = 0x03, If = 0x04, Else = 0x05, End = 0x0B, Branch = 0x0C, BranchIf = 0x0D, Call = 0x10;
    private const byte Get = 0x20, Set = 0x21, Tee = 0x22, Constant = 0x41, Drop = 0x1A, Empty = 0x40, I32 = 0x7F;

    private readonly DecodedFunction _function = new();

    private LocalUses Uses => _function.Uses;

    [Fact]
    public void A_use_in_a_loop_weighs_eight_times_as_much_as_one_outside()
    {
        Decode(3, Get, 0, Drop, Loop, Empty, Get, 1, Drop, Loop, Empty, Constant, 5, Set, 2, End, End, End);
        Assert.Equal([1, 8, 64], Enumerable.Range(0, 3).Select(Uses.Weight));
    }

    [Fact]
    public void What_comes_after_a_loop_weighs_as_what_comes_before_it()
    {
        Decode(2, Loop, Empty, Get, 0, Drop, End, Get, 1, Drop, End);
        Assert.Equal([8, 1], Enumerable.Range(0, 2).Select(Uses.Weight));
    }

    [Fact]
    public void Code_that_cannot_be_reached_uses_nothing()
    {
        Decode(2, Block, Empty, Branch, 0, Get, 0, Drop, Loop, Empty, Call, 0, End, End, Get, 1, Drop, End);
        Assert.Equal([0, 1], Enumerable.Range(0, 2).Select(Uses.Weight));
        Assert.Equal(-1, Uses.LastRead(0));
        Assert.False(Uses.HasCall);
    }

    [Fact]
    public void The_last_read_is_the_last_local_get_among_the_instructions()
    {
        Decode(1, Get, 0, Drop, Get, 0, Tee, 0, Drop, Constant, 1, Set, 0, End);
        Assert.Equal(2, Uses.LastRead(0));
    }

    [Fact]
    public void A_loop_kills_what_it_always_writes_before_it_reads()
    {
        Decode(3, Loop, Empty, Constant, 1, Set, 0, Get, 0, Set, 1, Get, 2, Drop, End, End);
        var loop = Uses.NextLoop();
        Assert.Equal(LoopUse.BitOf(2), loop.LiveIn);
        Assert.Equal(LoopUse.BitOf(0) | LoopUse.BitOf(1), loop.Killed);
    }

    [Fact]
    public void What_an_if_writes_or_what_a_branch_may_leave_out_is_not_killed()
    {
        Decode(2, Loop, Empty, Get, 1, If, Empty, Constant, 1, Set, 0, Else, End, Get, 0, Drop, End, End);
        var loop = Uses.NextLoop();
        Assert.Equal(0UL, loop.Killed);
        Assert.Equal(LoopUse.BitOf(0) | LoopUse.BitOf(1), loop.LiveIn);

        Decode(2, Block, Empty, Loop, Empty, Get, 1, BranchIf, 1, Constant, 1, Set, 0, End, End, End);
        Assert.Equal(0UL, Uses.NextLoop().Killed);
    }

    [Fact]
    public void What_follows_an_if_is_killed_again()
    {
        Decode(2, Loop, Empty, Get, 1, If, Empty, End, Constant, 1, Set, 0, End, End);
        Assert.Equal(LoopUse.BitOf(0), Uses.NextLoop().Killed);
    }

    [Fact]
    public void A_branch_back_leaves_nothing_out_of_the_loop_it_goes_to_but_of_those_inside()
    {
        // loop 0: block: loop 1: br_if loop 0; local.set 0
        Decode(2, Loop, Empty, Block, Empty, Loop, Empty, Get, 1, BranchIf, 2, Constant, 1, Set, 0, End, End, End, End);
        Assert.Equal([LoopUse.BitOf(0), 0UL], new[] { Uses.NextLoop().Killed, Uses.NextLoop().Killed });
    }

    [Fact]
    public void A_call_belongs_to_all_loops_around_it()
    {
        Decode(0, Loop, Empty, Loop, Empty, Call, 0, End, Loop, Empty, End, End, End);
        Assert.True(Uses.HasCall);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => Uses.NextLoop().HasCall));
    }

    [Fact]
    public void Locals_that_share_a_bit_are_never_killed_by_each_other()
    {
        // local.set 0, then local.get 64, which has the same bit.
        Decode(65, Loop, Empty, Constant, 1, Set, 0, Get, 64, Drop, End, End);
        Assert.Equal(LoopUse.BitOf(64), Uses.NextLoop().LiveIn);
    }

    private void Decode(byte locals, params byte[] code)
    {
        var module = Module.Decode(ModuleBuilder.Functions(new([], []), [1, locals, I32, .. code]));
        new FunctionValidator<InstructionRecorder>(module, new InstructionRecorder(_function)).Validate(0);
    }
}
