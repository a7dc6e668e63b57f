using StencilJit.Runtime.Tracing;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

public sealed class StitchLogTests : IDisposable
{
    private readonly CodeHeap heap = new(Size);
    private readonly StencilImage image;
    private readonly StitchLog log = new();

    public StitchLogTests()
    {
        image = heap.Install(Set.Table);
    }

    public void Dispose() => heap.Dispose();

    [Fact]
    public void Entries_cover_the_code_without_gaps_and_have_the_values_given()
    {
        var block = Record(EmitSomeOfEverything);
        int end = 0;
        foreach (var entry in block)
        {
            Assert.Equal(end, entry.Offset);
            Assert.Equal(block.Code.Span.Slice(end, entry.Length), entry.Code);
            end += entry.Length;
        }

        Assert.Equal(block.Code.Length, end);
        Assert.Equal(
            [Set.Constant, Set.JumpEither, Set.Return, Set.Sum, Set.ConstantJumpIfZero, Set.HighHalf, -1, Set.SumOfTwo, Set.Jump, Set.Return],
            block.Select(entry => entry.Variant));
        Assert.Equal([70_000], block[0].Values.ToArray());
        Assert.Equal([1, 20, 300], block[3].Values.ToArray());
        Assert.Equal(9u, block[4].Values[1]);
        Assert.Equal([0x1234_5678_9ABC_DEF0], block[5].Values.ToArray());
        Assert.Equal([300, 21], block[7].Values.ToArray());
        Assert.All([1, 2, 8], index => Assert.Equal(0, block[index].Values.Length));
        Assert.True(block[6].IsPadding);
    }

    [Fact]
    public void Branches_have_their_targets_although_labels_were_reset()
    {
        var block = Record(writer =>
        {
            int mark = writer.LabelMark;
            EmitSomeOfEverything(writer);
            writer.ResetLabels(mark);
            writer.Bind(writer.DefineLabel());
        });
        Assert.Equal(2, block[1].TargetCount);
        Assert.Equal((block[3].Offset, block[0].Offset), (block[1].Target(0), block[1].Target(1)));
        Assert.Equal((1, block[7].Offset), (block[4].TargetCount, block[4].Target(0)));
        Assert.Equal(block.Code.Length, block[8].Target(0));
        Assert.Equal(0, block[0].TargetCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => block[4].Target(1));
    }

    [Fact]
    public void Code_is_the_same_whether_it_is_recorded_or_not()
    {
        byte[] without = Bytes(EmitSomeOfEverything, null);
        Assert.Equal(without, Bytes(EmitSomeOfEverything, log));
        Assert.Equal(without, log.ToTrace().Blocks[0].Code.ToArray());
    }

    [Fact]
    public void Stitching_the_entries_again_gives_the_same_code()
    {
        var block = Record(EmitSomeOfEverything);
        Assert.Equal(block.Code.ToArray(), Bytes(writer => writer.Emit(block), null));
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void A_block_knows_its_set_and_where_it_runs(string mapping)
    {
        using CodeHeap heap = Create(mapping);
        using var writer = heap.Install(Set.Table).CreateWriter(64, log);
        writer.Emit(Set.Constant, 7);
        writer.Emit(Set.Return);
        using CodeBlock code = writer.Commit();
        var block = Assert.Single(log.ToTrace().Blocks);
        Assert.Equal(("test", Set.Table.VariantCount, Set.Table.Architecture), (block.SetName, block.VariantCount, block.Architecture));
        Assert.Equal((code.Address, code.Length), ((nint)block.Address, block.Code.Length));
        Assert.Equal(ExecutableBytes(code), block.Code.ToArray());
    }

    [Fact]
    public void A_rewritten_stencil_has_its_new_value_and_its_old_source()
    {
        log.Source = 5;
        var block = Record(writer =>
        {
            writer.Emit(Set.Return);
            int position = writer.Position;
            writer.Emit(Set.Constant, 1);
            writer.Emit(Set.Return);
            log.Source = 6;
            writer.Rewrite(position, Set.Constant, 2);
        });
        Assert.Equal((3, 5L), (block.Count, block[1].Source));
        Assert.Equal([2], block[1].Values.ToArray());
    }

    [Fact]
    public void Only_a_stencil_that_was_emitted_can_be_rewritten_while_recording()
    {
        using CodeWriter writer = image.CreateWriter(256, log);
        writer.Emit(Set.Constant, 1);
        Assert.Contains("No variant", Assert.Throws<ArgumentException>(() => writer.Rewrite(1, Set.Constant, 2)).Message);
    }

    [Fact]
    public void What_is_refused_leaves_no_entry()
    {
        var block = Record(writer =>
        {
            var label = writer.DefineLabel();
            writer.Bind(label);
            Assert.Throws<ArgumentException>(() => writer.EmitBranch(Set.JumpEither, label));
            writer.Emit(Set.Constant, 3);
            Assert.Throws<InvalidOperationException>(() => writer.Emit(Set.TrapIfZero));
            Assert.Throws<InvalidOperationException>(() => writer.Emit(Set.Jump));
            Assert.Throws<ArgumentOutOfRangeException>(() => writer.Emit(1000));
            Assert.Throws<ArgumentException>(() => writer.EmitBranch(Set.Jump, default));
        });
        Assert.Equal([Set.Constant], block.Select(entry => entry.Variant));
        Assert.Equal([3], block[0].Values.ToArray());
    }

    [Fact]
    public void A_writer_without_room_leaves_no_entry_for_what_does_not_fit()
    {
        using CodeWriter writer = image.CreateWriter(64, log);
        Action emitTooMuch = () =>
        {
            for (; ;)
                writer.Emit(Set.Constant, 1);
        };
        Assert.Throws<CodeHeapExhaustedException>(emitTooMuch);
        writer.Commit();
        var block = log.ToTrace().Blocks[0];
        Assert.Equal(block.Code.Length / Set.LengthOf(Set.Constant), block.Count);
    }

    [Fact]
    public void A_writer_keeps_the_traps_that_it_saw_whether_it_is_recorded_or_not()
    {
        using CodeBlock first = Constant(image, 1), second = Constant(image, 2);
        image.SetTrap(TestSet.OtherTrap, first.Address);
        Assert.Equal(Traps(null), Traps(log));

        byte[] Traps(StitchLog? log)
        {
            image.SetTrap(TestSet.ZeroTrap, first.Address);
            return Bytes(
                writer =>
                {
                    writer.Emit(Set.TrapIfZero);
                    image.SetTrap(TestSet.ZeroTrap, second.Address);
                    writer.Emit(Set.TrapIfZero);
                },
                log);
        }
    }

    [Fact]
    public void An_entry_has_the_source_that_was_set_or_the_cursors_and_padding_has_none()
    {
        var block = Record(writer =>
        {
            writer.Emit(Set.Return);
            log.Source = 1L << 40;
            writer.Emit(Set.Return);
            writer.Align(64);
            var cursor = new Cursor();
            log.SourceCursor = cursor;
            writer.Emit(Set.Return);
            cursor.SourceOffset = 8;
            writer.Emit(Set.Return);
            log.SourceCursor = null;
            writer.Emit(Set.Return);
        });
        Assert.Equal([StitchEntry.NoSource, 1L << 40, StitchEntry.NoSource, 7, 8, 1L << 40], block.Select(entry => entry.Source));
    }

    [Fact]
    public void Regions_reach_to_the_next_one_or_the_end()
    {
        log.Document = new StitchSource("text", new byte[] { 1, 2 });
        int length = Set.LengthOf(Set.Constant);
        var block = Record(writer =>
        {
            writer.Emit(Set.Constant, 1);
            log.BeginRegion("empty", 3);
            log.BeginRegion("first", 4);
            writer.Emit(Set.Constant, 2);
            writer.Emit(Set.Constant, 3);
            log.BeginRegion("last", -5);
            writer.Emit(Set.Constant, 4);
        });
        Assert.Equal(
            [new("empty", 3, length, 0), new("first", 4, length, 2 * length), new("last", -5, 3 * length, length)],
            block.Regions);
        Assert.Same(log.Document, block.Source);
        int[] offsets = [-1, 0, length, (3 * length) - 1, 3 * length, (4 * length) - 1, 4 * length];
        Assert.Equal([-1, -1, 1, 1, 2, 2, -1], offsets.Select(offset => block.RegionAt(offset)));
    }

    [Fact]
    public void Every_byte_finds_its_entry()
    {
        var block = Record(EmitSomeOfEverything);
        int[] expected = [.. Enumerable.Range(0, block.Count).SelectMany(index => Enumerable.Repeat(index, block[index].Length))];
        Assert.Equal(expected, Enumerable.Range(0, block.Code.Length).Select(offset => block.IndexAt(offset)));
        Assert.Equal((-1, -1), (block.IndexAt(-1), block.IndexAt(block.Code.Length)));
    }

    [Fact]
    public void A_log_records_one_writer_after_the_other_and_nothing_of_those_given_up()
    {
        CodeWriter writer = image.CreateWriter(256, log);
        writer.Emit(Set.Constant, 1);
        Assert.Contains("still records", Assert.Throws<InvalidOperationException>(() => image.CreateWriter(256, log)).Message);
        writer.Dispose();
        Assert.Empty(log.ToTrace().Blocks);
        var first = Record(EmitSomeOfEverything);
        Record(another => another.Emit(Set.Return));
        Assert.Equal([first.Code.Length, Set.LengthOf(Set.Return)], log.ToTrace().Blocks.Select(block => block.Code.Length));
        Assert.Throws<InvalidOperationException>(() => log.BeginRegion("none", 0));
    }

    /// <summary>Short and long stencils, one and two labels, forwards and backwards, a rewritten value, padding.</summary>
    internal static void EmitSomeOfEverything(CodeWriter writer)
    {
        Label start = writer.DefineLabel(), middle = writer.DefineLabel(), last = writer.DefineLabel(), end = writer.DefineLabel();
        writer.Bind(start);
        writer.Emit(Set.Constant, 1);
        writer.EmitBranch(Set.JumpEither, [middle, start], []);
        writer.Emit(Set.Return);
        writer.Bind(middle);
        writer.Emit(Set.Sum, 1, 20, 300);
        writer.EmitBranch(Set.ConstantJumpIfZero, [last], [0, 9]);
        writer.Emit(Set.HighHalf, 0x1234_5678_9ABC_DEF0);
        writer.Align(64);
        writer.Bind(last);
        writer.Emit(Set.SumOfTwo, 300, 21);
        writer.Rewrite(0, Set.Constant, 70_000);
        writer.EmitBranch(Set.Jump, end);
        writer.Emit(Set.Return);
        writer.Bind(end);
    }

    private static unsafe byte[] ExecutableBytes(CodeBlock block) => new ReadOnlySpan<byte>((void*)block.Address, block.Length).ToArray();

    private StitchBlock Record(Action<CodeWriter> emit)
    {
        Bytes(emit, log);
        return log.ToTrace().Blocks[^1];
    }

    /// <summary>What is emitted; the space is given back, so that the next code comes to the same address.</summary>
    private byte[] Bytes(Action<CodeWriter> emit, StitchLog? log)
    {
        using CodeWriter writer = image.CreateWriter(4096, log);
        emit(writer);
        using CodeBlock block = writer.Commit();
        return ExecutableBytes(block);
    }

    private sealed class Cursor : ISourceCursor
    {
        public long SourceOffset { get; set; } = 7;
    }
}
