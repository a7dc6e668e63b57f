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
    public void The_last_read_is_before_the_instruction_that_follows_the_last_local_get()
    {
        Decode(1, Get, 0, Drop, Get, 0, Tee, 0, Drop, Constant, 1, Set, 0, End);
        Assert.Equal(1, Uses.LastRead(0));
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

    [Fact]
    public void What_was_before_a_loop_does_not_hide_what_is_in_it()
    {
        Decode(2, Get, 0, Drop, Constant, 1, Set, 1, Call, 0, Loop, Empty, Get, 0, Set, 1, Call, 0, End, End);
        var loop = Uses.NextLoop();
        Assert.Equal(LoopUse.BitOf(0), loop.LiveIn);
        Assert.Equal(LoopUse.BitOf(1), loop.Written);
        Assert.Equal(LoopUse.BitOf(1), loop.Killed);
        Assert.True(loop.HasCall);
    }

    [Fact]
    public void A_call_before_a_loop_is_not_in_it()
    {
        Decode(0, Call, 0, Loop, Empty, End, End);
        Assert.True(Uses.HasCall);
        Assert.False(Uses.NextLoop().HasCall);
    }

    [Fact]
    public void What_an_if_wrote_is_killed_by_writing_it_again_behind_it()
    {
        Decode(2, Loop, Empty, Get, 1, If, Empty, Constant, 1, Set, 0, End, Constant, 1, Set, 0, End, End);
        Assert.Equal(LoopUse.BitOf(0), Uses.NextLoop().Killed);
    }

    [Fact]
    public void A_function_that_follows_knows_nothing_of_the_one_before()
    {
        Decode(1, Loop, Empty, Get, 0, Drop, Call, 0, End, End);
        Decode(1, Loop, Empty, Constant, 1, Set, 0, End, End);
        Assert.False(Uses.HasCall);
        Assert.Equal(-1, Uses.LastRead(0));
        var loop = Uses.NextLoop();
        Assert.Equal((0UL, LoopUse.BitOf(0), false), (loop.LiveIn, loop.Killed, loop.HasCall));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(70)]
    public void Whatever_the_code_is_all_open_loops_know_of_each_use(byte locals)
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var code = new List<byte>();
            AddCode(code, new Random(seed), locals, depth: 0);
            Decode(locals, [.. code, End]);
            var expected = new LocalUsesReference(_function);
            Assert.Equal(expected.Weights, Enumerable.Range(0, locals).Select(Uses.Weight));
            Assert.Equal(expected.LastReads, Enumerable.Range(0, locals).Select(Uses.LastRead));
            foreach (var loop in expected.Loops)
            {
                var actual = Uses.NextLoop();
                Assert.Equal(
                    (loop.LiveIn, loop.Killed, loop.Written, loop.HasCall, seed),
                    (actual.LiveIn, actual.Killed, actual.Written, actual.HasCall, seed));
            }
        }
    }

    private static void AddCode(List<byte> code, Random random, byte locals, int depth)
    {
        for (int count = random.Next(1, 8); count > 0; count--)
        {
            byte local = (byte)random.Next(locals);
            switch (random.Next(depth < 5 ? 9 : 6))
            {
                case 0 or 1:
                    code.AddRange([Get, local, Drop]);
                    break;
                case 2 or 3:
                    code.AddRange([Constant, 1, Set, local]);
                    break;
                case 4:
                    code.AddRange([Call, 0]);
                    break;
                case 5:
                    code.AddRange([Constant, 0, BranchIf, (byte)random.Next(depth + 1)]);
                    break;
                case 6:
                    code.AddRange([Constant, 1, If, Empty]);
                    AddCode(code, random, locals, depth + 1);
                    code.Add(End);
                    break;
                case 7:
                    code.AddRange([Block, Empty]);
                    AddCode(code, random, locals, depth + 1);
                    code.Add(End);
                    break;
                default:
                    // Read before the loop, though it is there until the loop has ended.
                    code.AddRange([Get, local, Loop, Empty]);
                    AddCode(code, random, locals, depth + 1);
                    code.AddRange([End, Drop]);
                    break;
            }
        }
    }

    private void Decode(byte locals, params byte[] code)
    {
        var module = Module.Decode(ModuleBuilder.Functions(new([], []), [1, locals, I32, .. code]));
        new FunctionValidator<InstructionRecorder>(module, new InstructionRecorder(_function)).Validate(0);
    }
}
