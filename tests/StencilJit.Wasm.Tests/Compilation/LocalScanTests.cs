using StencilJit.Wasm.Compilation;

namespace StencilJit.Wasm.Tests.Compilation;

public class LocalScanTests
{
    private const byte Block = 0x02, Loop = 0x03, If = 0x04, End = 0x0B, Branch = 0x0C, BranchIf = 0x0D, Call = 0x10;
    private const byte Get = 0x20, Set = 0x21, Tee = 0x22, Constant = 0x41, Drop = 0x1A, Empty = 0x40, Zero = 0x45;

    private readonly LocalScan _scan = new();

    [Fact]
    public void A_use_in_a_loop_weighs_eight_times_as_much_as_one_outside()
    {
        Scan(3, Get, 0, Drop, Loop, Empty, Get, 1, Drop, Loop, Empty, Constant, 5, Set, 2, End, End, End);
        Assert.Equal([1, 8, 64], Enumerable.Range(0, 3).Select(_scan.Weight));
    }

    [Fact]
    public void Bytes_that_look_like_instructions_are_passed_over_in_immediates()
    {
        // f64.const, i32.const and br_table with bytes of local.get in them.
        Scan(1, 0x44, Get, 0, Get, 0, Get, 0, Get, 0, Drop, Constant, 0xA0, 0x00, 0x0E, 2, Get & 0, 0, 0, End);
        Assert.Equal(0, _scan.Weight(0));
        Assert.Equal(-1, _scan.LastRead(0));
    }

    [Fact]
    public void The_last_read_is_the_last_local_get()
    {
        Scan(1, Get, 0, Drop, Get, 0, Tee, 0, Drop, Constant, 1, Set, 0, End);
        Assert.Equal(3, _scan.LastRead(0));
    }

    [Fact]
    public void A_loop_kills_what_it_always_writes_before_it_reads()
    {
        Scan(3, Loop, Empty, Constant, 1, Set, 0, Get, 0, Set, 1, Get, 2, Drop, End, End);
        Assert.Equal(LoopUse.BitOf(2), _scan.Loop(0).LiveIn);
        Assert.Equal(LoopUse.BitOf(0) | LoopUse.BitOf(1), _scan.Loop(0).Killed);
    }

    [Fact]
    public void What_an_if_writes_or_what_a_branch_may_leave_out_is_not_killed()
    {
        Scan(2, Loop, Empty, Get, 1, If, Empty, Constant, 1, Set, 0, End, Get, 0, Drop, End, End);
        Assert.Equal(0UL, _scan.Loop(0).Killed);
        Assert.Equal(LoopUse.BitOf(0) | LoopUse.BitOf(1), _scan.Loop(0).LiveIn);

        Scan(2, Block, Empty, Loop, Empty, Get, 1, BranchIf, 1, Constant, 1, Set, 0, End, End, End);
        Assert.Equal(0UL, _scan.Loop(2).Killed);
    }

    [Fact]
    public void A_branch_back_leaves_nothing_out_of_the_loop_it_goes_to_but_of_those_inside()
    {
        // loop 0: loop 1: br_if loop 0; local.set 0
        Scan(2, Loop, Empty, Loop, Empty, Get, 1, BranchIf, 1, Constant, 1, Set, 0, End, End, End);
        Assert.Equal(LoopUse.BitOf(0), _scan.Loop(0).Killed);
        Assert.Equal(0UL, _scan.Loop(2).Killed);
    }

    [Fact]
    public void A_call_belongs_to_all_loops_around_it()
    {
        Scan(0, Loop, Empty, Loop, Empty, Call, 0, End, Loop, Empty, End, End, End);
        Assert.True(_scan.HasCall);
        Assert.Equal([true, true, false], new[] { 0, 2, 7 }.Select(offset => _scan.Loop(offset).HasCall));
    }

    [Fact]
    public void Locals_that_share_a_bit_are_never_killed_by_each_other()
    {
        // local.set 0, then local.get 64, which has the same bit.
        Scan(65, Loop, Empty, Constant, 1, Set, 0, Get, 64, Drop, End, End);
        Assert.Equal(LoopUse.BitOf(64), _scan.Loop(0).LiveIn);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { Get })]
    [InlineData(new byte[] { Get, 0x80 })]
    [InlineData(new byte[] { Get, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]
    [InlineData(new byte[] { 0x0E, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]
    [InlineData(new byte[] { 0x44, 1 })]
    [InlineData(new byte[] { 0xFC })]
    [InlineData(new byte[] { Branch, 0xFF, 0x7F })]
    [InlineData(new byte[] { End, End, End })]
    [InlineData(new byte[] { Loop, Empty, Zero })]
    public void Malformed_code_ends_the_scan(byte[] code) => _scan.Scan(code, 1);

    private void Scan(int locals, params byte[] code) => _scan.Scan(code, locals);
}
