using System.Runtime.InteropServices;
using StencilJit.Runtime.Patching;
using StencilJit.Runtime.Tracing;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

/// <summary>Code of several writers that branches to one another, and labels of ranges, whose branches are completed late.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly CodeHeap heap = new(Size);
    private readonly StencilImage image;

    public LinkTests() => image = heap.Install(Set.Table);

    public void Dispose() => heap.Dispose();

    [Fact]
    public void Code_of_two_writers_branches_to_each_other()
    {
        // Function 0 counts down and goes to 1, which goes back to 0, until nothing is left.
        using CodeWriter first = image.CreateWriter(1 << 10);
        using CodeWriter second = image.CreateWriter(1 << 10);
        LabelRange firsts = first.DefineLabels(3);
        LabelRange seconds = second.DefineLabels(3);
        first.Bind(firsts[0]);
        first.EmitBranch(Set.JumpIfZero, firsts[2]);
        first.Emit(Set.Subtract, 1);
        first.EmitBranch(Set.Jump, firsts[1]);
        second.Bind(seconds[1]);
        second.EmitBranch(Set.Jump, seconds[0]);
        second.Bind(seconds[2]);
        second.Emit(Set.Constant, 42);
        second.Emit(Set.Return);

        first.Link(firsts, second, seconds);
        second.Link(seconds, first, firsts);
        using CodeBlock one = first.Commit();
        using CodeBlock two = second.Commit();
        Assert.Equal(42, Run(one, 1000));
        Assert.Equal(42, Run(two, 7));
        Assert.Equal(two.Address, first.AddressOf(firsts[1]));
    }

    [Fact]
    public void A_program_is_stitched_by_as_many_threads_as_there_are_writers()
    {
        // Each function takes one away and goes on with the next, which another writer has.
        const int writers = 8, functions = 4000;
        var all = Enumerable.Range(0, writers).Select(_ => image.CreateWriter(1 << 20)).ToArray();
        var labels = Array.ConvertAll(all, writer => writer.DefineLabels(functions + 1));
        Parallel.For(0, writers, i =>
        {
            for (int function = i; function < functions; function += writers)
            {
                all[i].Bind(labels[i][function]);
                all[i].Emit(Set.Subtract, 1);
                all[i].EmitBranch(Set.Jump, labels[i][function + 1]);
            }
        });
        all[0].Bind(labels[0][functions]);
        all[0].Emit(Set.Constant, 1);
        Label zero = all[0].DefineLabel();
        all[0].EmitBranch(Set.JumpIfZero, zero);
        all[0].Emit(Set.Constant, 2);
        all[0].Bind(zero);
        all[0].Emit(Set.Return);
        Parallel.For(0, writers, i =>
        {
            for (int other = 0; other < writers; other++)
                all[i].Link(labels[i], all[other], labels[other]);
        });

        var blocks = Array.ConvertAll(all, writer => writer.Commit());
        Assert.Equal(1, Run(blocks[0], functions));
        Assert.Equal(2, Run(blocks[0], functions + 1));
        foreach (var block in blocks)
            block.Dispose();
    }

    [Fact]
    public void New_code_branches_to_code_that_is_finished_and_may_go_on_after_linking()
    {
        using CodeWriter old = image.CreateWriter(64);
        LabelRange olds = old.DefineLabels(1);
        old.Bind(olds[0]);
        old.Emit(Set.Constant, 5);
        old.Emit(Set.Return);
        using CodeBlock finished = old.Commit();

        using CodeWriter writer = image.CreateWriter(1 << 10);
        LabelRange labels = writer.DefineLabels(1);
        writer.Link(labels, old, olds);
        Assert.True(writer.IsBound(labels[0]));
        writer.EmitBranch(Set.Call, labels[0]);
        writer.Emit(Set.Return);
        Assert.Equal(5, Run(writer.Commit()));
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(-5)]
    [InlineData(12)]
    public unsafe void A_branch_that_counts_from_elsewhere_is_linked_too(int addend)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The patches are those of x86-64.");
        var builder = new TableBuilder();
        int branch = builder.Add([0x90, 0xE9, 0, 0, 0, 0, 0x90], TestPatch.Label(2, PatchKind.Rel32, 0, addend));
        StencilImage other = heap.Install(builder.Build([]));
        using CodeWriter first = other.CreateWriter(64);
        using CodeWriter second = other.CreateWriter(64);
        LabelRange firsts = first.DefineLabels(1);
        LabelRange seconds = second.DefineLabels(1);
        first.EmitBranch(branch, firsts[0]);
        first.EmitBranch(branch, firsts[0]);
        second.Bind(seconds[0]);
        first.Link(firsts, second, seconds);
        using CodeBlock code = first.Commit();
        foreach (nint field in new[] { code.Address + 2, code.Address + 9 })
            Assert.Equal(second.Address - field + addend, *(int*)field);
    }

    [Fact]
    public void Labels_that_are_made_one_by_one_are_not_linked()
    {
        using CodeWriter writer = image.CreateWriter(64);
        using CodeWriter other = image.CreateWriter(64);
        LabelRange labels = writer.DefineLabels(1);
        Label alone = writer.DefineLabel();
        LabelRange others = other.DefineLabels(1);
        other.Bind(others[0]);
        writer.EmitBranch(Set.Jump, alone);
        writer.Link(labels, other, others);
        Assert.Contains("label 1 is not bound", Assert.Throws<InvalidOperationException>(writer.Commit).Message);
    }

    [Fact]
    public void A_place_that_no_writer_has_bound_is_told_with_where_code_branches_to_it()
    {
        using CodeWriter writer = image.CreateWriter(1 << 10);
        using CodeWriter other = image.CreateWriter(1 << 10);
        LabelRange labels = writer.DefineLabels(3);
        LabelRange others = other.DefineLabels(3);
        other.Bind(others[0]);
        writer.EmitBranch(Set.Jump, labels[0]);
        int position = writer.Position;
        writer.EmitBranch(Set.Jump, labels[2]);
        writer.Link(labels, other, others);
        string message = Assert.Throws<InvalidOperationException>(writer.Commit).Message;
        Assert.Contains("label 2 is not bound", message);
        Assert.Matches($"from position ({position}|{position + 1})", message);
        writer.Bind(labels[2]);
        writer.Commit();
    }

    [Fact]
    public void What_a_writer_has_bound_itself_stays()
    {
        using CodeWriter writer = image.CreateWriter(64);
        using CodeWriter other = image.CreateWriter(64);
        LabelRange labels = writer.DefineLabels(1);
        LabelRange others = other.DefineLabels(1);
        other.Bind(others[0]);
        writer.Bind(labels[0]);
        nint address = writer.AddressOf(labels[0]);
        writer.Link(labels, other, others);
        Assert.Equal(address, writer.AddressOf(labels[0]));
    }

    [Fact]
    public void Writers_that_do_not_fit_together_are_refused()
    {
        using CodeWriter writer = image.CreateWriter(64);
        using CodeWriter other = image.CreateWriter(64);
        using var heapElsewhere = new CodeHeap(Size);
        using CodeWriter elsewhere = heapElsewhere.Install(Set.Table).CreateWriter(64);
        LabelRange labels = writer.DefineLabels(2);
        LabelRange others = other.DefineLabels(2);
        Assert.Contains("another heap", Assert.Throws<ArgumentException>(() => writer.Link(labels, elsewhere, elsewhere.DefineLabels(2))).Message);
        Assert.Contains("3 labels in place of 2", Assert.Throws<ArgumentException>(() => writer.Link(labels, other, other.DefineLabels(3))).Message);
        Assert.Throws<ArgumentException>(() => writer.Link(others, other, others));
        Assert.Throws<ArgumentException>(() => writer.Link(labels, other, labels));
        other.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.Link(labels, other, others));
        writer.Commit();
        Assert.Contains("committed", Assert.Throws<InvalidOperationException>(() => writer.Link(labels, writer, labels)).Message);
    }

    [Fact]
    public void A_writer_that_is_recorded_is_not_linked()
    {
        using CodeWriter other = image.CreateWriter(64);
        using CodeWriter writer = image.CreateWriter(64, new StitchLog());
        Assert.Contains("log", Assert.Throws<InvalidOperationException>(() => writer.Link(writer.DefineLabels(1), other, other.DefineLabels(1))).Message);
    }

    [Fact]
    public void Labels_of_a_range_that_are_forgotten_have_their_branches_completed()
    {
        using CodeWriter writer = image.CreateWriter(1 << 10);
        LabelRange kept = writer.DefineLabels(1);
        int mark = writer.LabelMark;
        LabelRange forgotten = writer.DefineLabels(1);
        writer.Emit(Set.Constant, 7);
        writer.EmitBranch(Set.Jump, forgotten[0]);
        writer.Emit(Set.Constant, 1);
        Assert.Contains("label 1", Assert.Throws<InvalidOperationException>(() => writer.ResetLabels(mark)).Message);
        writer.Bind(forgotten[0]);
        writer.EmitBranch(Set.Jump, kept[0]);
        writer.ResetLabels(mark);
        // Its number is used again.
        writer.Bind(writer.DefineLabel());
        writer.Emit(Set.Constant, 2);
        writer.Bind(kept[0]);
        writer.Emit(Set.Return);
        Assert.Equal(7, Run(writer.Commit()));
    }

    [Fact]
    public void A_recorded_writer_knows_where_late_branches_go()
    {
        var log = new StitchLog();
        using CodeWriter writer = image.CreateWriter(1 << 10, log);
        LabelRange labels = writer.DefineLabels(1);
        writer.EmitBranch(Set.Jump, labels[0]);
        writer.Emit(Set.Constant, 1);
        writer.Bind(labels[0]);
        int target = writer.Position;
        writer.Emit(Set.Return);
        using CodeBlock block = writer.Commit();
        Assert.Equal(target, log.ToTrace().Blocks.Single()[0].Target(0));
    }
}
