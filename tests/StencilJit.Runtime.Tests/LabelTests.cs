using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

public sealed class LabelTests : IDisposable
{
    private readonly CodeHeap heap = new(Size);
    private readonly StencilImage image;
    private readonly CodeWriter writer;

    public LabelTests()
    {
        image = heap.Install(Set.Table);
        writer = image.CreateWriter(1 << 20);
    }

    public void Dispose()
    {
        writer.Dispose();
        heap.Dispose();
    }

    [Fact]
    public void A_branch_forward_skips_what_is_between()
    {
        Label end = writer.DefineLabel();
        writer.Emit(Set.Constant, 1);
        writer.EmitBranch(Set.Jump, end);
        writer.Emit(Set.Constant, 2);
        writer.Bind(end);
        writer.Emit(Set.Return);
        Assert.Equal(1, Run(writer.Commit()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Labels_that_are_made_at_once_are_those_of_which_each_is_made_alone(int count)
    {
        Label before = writer.DefineLabel();
        LabelRange labels = writer.DefineLabels(count);
        Label after = writer.DefineLabel();
        Label[] all = [before, .. Enumerable.Range(0, labels.Count).Select(i => labels[i]), after];
        Assert.Throws<ArgumentOutOfRangeException>(() => labels[count]);
        Assert.Throws<ArgumentOutOfRangeException>(() => labels[-1]);
        Assert.Equal(count + 2, all.Distinct().Count());
        Assert.Equal(count + 2, writer.LabelMark);
        Assert.DoesNotContain(all, writer.IsBound);
        foreach (Label label in all)
            writer.EmitBranch(Set.JumpIfZero, label);
        foreach (Label label in all)
        {
            writer.Bind(label);
            writer.Emit(Set.Constant, 7);
        }

        writer.Emit(Set.Return);
        using CodeBlock block = writer.Commit();
        Assert.Equal(7, Run(block));
        Assert.Equal(Set.LengthOf(Set.Constant) * (count + 1), writer.AddressOf(after) - writer.AddressOf(before));
    }

    [Fact]
    public void A_branch_backward_makes_a_loop()
    {
        Label loop = writer.DefineLabel();
        Label end = writer.DefineLabel();
        writer.Bind(loop);
        writer.EmitBranch(Set.JumpIfZero, end);
        writer.Emit(Set.Subtract, 1);
        writer.EmitBranch(Set.Jump, loop);
        writer.Bind(end);
        writer.Emit(Set.Constant, 42);
        writer.Emit(Set.Return);
        Assert.Equal(42, Run(writer.Commit(), 1000));
    }

    [Fact]
    public void Every_branch_to_a_label_is_completed_when_it_is_bound()
    {
        Label end = writer.DefineLabel();
        Label other = writer.DefineLabel();
        for (int i = 0; i < 100; i++)
        {
            writer.EmitBranch(Set.JumpIfZero, end);
            writer.EmitBranch(Set.JumpIfZero, other);
            writer.Emit(Set.Subtract, 1);
        }

        writer.Bind(other);
        writer.Emit(Set.Constant, 1);
        writer.Emit(Set.Return);
        writer.Bind(end);
        writer.Emit(Set.Constant, 2);
        writer.Emit(Set.Return);
        CodeBlock block = writer.Commit();
        for (int i = 0; i < 100; i++)
            Assert.Equal(2, Run(block, i));
        Assert.Equal(1, Run(block, 100));
    }

    [Fact]
    public void Code_calls_a_function_through_its_label()
    {
        Label function = writer.DefineLabel();
        Label entry = writer.DefineLabel();
        writer.Bind(entry);
        writer.EmitBranch(Set.Call, function);
        writer.Emit(Set.Return);
        writer.Align(16);
        writer.Bind(function);
        writer.Emit(Set.Constant, 99);
        writer.Emit(Set.Return);
        CodeBlock block = writer.Commit();
        Assert.Equal(99, Run(block));
        Assert.Equal(block.Address, writer.AddressOf(entry));
        Assert.Equal(99, Run(writer.AddressOf(function)));
    }

    [Fact]
    public void A_stencil_may_branch_to_two_labels()
    {
        Label first = writer.DefineLabel();
        Label second = writer.DefineLabel();
        writer.EmitBranch(Set.JumpEither, [first, second], []);
        writer.Bind(first);
        writer.Emit(Set.Constant, 1);
        writer.Emit(Set.Return);
        writer.Bind(second);
        writer.Emit(Set.Constant, 2);
        writer.Emit(Set.Return);
        CodeBlock block = writer.Commit();
        Assert.Equal(1, Run(block, 0));
        Assert.Equal(2, Run(block, 1));
    }

    [Theory]
    [InlineData(0, 12)]
    [InlineData(1, 0x7654321)]
    public void A_branching_stencil_takes_the_values_of_its_other_holes(int argument, int result)
    {
        Label label = writer.DefineLabel();
        writer.EmitBranch(Set.ConstantJumpIfZero, label, 5, 12);
        writer.EmitBranch(Set.ConstantJumpIfZero, [label], [5, 0x7654321]);
        writer.Bind(label);
        writer.Emit(Set.Return);
        Assert.Equal(result, Run(writer.Commit(), argument));
    }

    [Fact]
    public void A_number_of_labels_other_than_the_stencils_is_refused()
    {
        Label label = writer.DefineLabel();
        Assert.Contains("branches to 2 labels, but 1 is given", Assert.Throws<ArgumentException>(() => writer.EmitBranch(Set.JumpEither, label)).Message);
        Assert.Contains("branches to 1 labels, but 2 are given", Assert.Throws<ArgumentException>(() => writer.EmitBranch(Set.Jump, [label, label], [])).Message);
        Assert.Contains("branches to 0 labels, but 1 is given", Assert.Throws<ArgumentException>(() => writer.EmitBranch(Set.Return, label)).Message);
        Assert.Equal(0, writer.Position);
    }

    [Fact]
    public void A_branching_stencil_emitted_without_a_label_is_refused()
    {
        Assert.Contains("EmitBranch", Assert.Throws<InvalidOperationException>(() => writer.Emit(Set.Jump)).Message);
    }

    [Fact]
    public void A_label_that_code_branches_to_must_be_bound_before_committing()
    {
        writer.DefineLabel();
        Label missing = writer.DefineLabel();
        Label alsoMissing = writer.DefineLabel();
        writer.Emit(Set.Return);
        writer.EmitBranch(Set.Jump, missing);
        writer.EmitBranch(Set.Jump, alsoMissing);
        string message = Assert.Throws<InvalidOperationException>(writer.Commit).Message;
        Assert.Contains("label 1 is not bound", message);
        Assert.Contains("1 more", message);

        writer.Bind(missing);
        writer.Bind(alsoMissing);
        writer.Commit();
    }

    [Fact]
    public void A_label_that_nothing_branches_to_need_not_be_bound()
    {
        writer.DefineLabel();
        writer.Emit(Set.Constant, 3);
        writer.Emit(Set.Return);
        Assert.Equal(3, Run(writer.Commit()));
    }

    [Fact]
    public void A_label_is_bound_once()
    {
        Label label = writer.DefineLabel();
        Assert.False(writer.IsBound(label));
        writer.Emit(Set.Return);
        writer.Bind(label);
        Assert.True(writer.IsBound(label));
        Assert.Contains("already bound", Assert.Throws<InvalidOperationException>(() => writer.Bind(label)).Message);
    }

    [Fact]
    public void A_label_has_no_address_before_it_is_bound()
    {
        Label label = writer.DefineLabel();
        Assert.Contains("label 0", Assert.Throws<InvalidOperationException>(() => writer.AddressOf(label)).Message);
    }

    [Fact]
    public void A_label_of_another_writer_is_refused()
    {
        using CodeWriter other = image.CreateWriter(64);
        writer.DefineLabel();
        Label foreign = other.DefineLabel();
        Assert.Contains("not one of this writer", Assert.Throws<ArgumentException>(() => writer.EmitBranch(Set.Jump, foreign)).Message);
        Assert.Throws<ArgumentException>(() => writer.Bind(foreign));
        Assert.Throws<ArgumentException>(() => writer.AddressOf(foreign));
        Assert.Throws<ArgumentException>(() => writer.IsBound(foreign));
    }

    [Fact]
    public void Where_one_of_two_labels_is_foreign_neither_is_branched_to()
    {
        Label label = writer.DefineLabel();
        Assert.Throws<ArgumentException>(() => writer.EmitBranch(Set.JumpEither, [label, default], []));
        writer.Commit();
    }

    [Fact]
    public void The_default_label_is_refused()
    {
        writer.DefineLabel();
        Assert.Contains("no label is not one of this writer", Assert.Throws<ArgumentException>(() => writer.Bind(default)).Message);
    }

    [Fact]
    public void Reset_labels_are_forgotten_and_their_numbers_given_out_again()
    {
        Label function = writer.DefineLabel();
        int mark = writer.LabelMark;
        for (int i = 0; i < 3; i++)
        {
            Label local = writer.DefineLabel();
            Label unused = writer.DefineLabel();
            Assert.Equal(1, local.Index);
            writer.EmitBranch(Set.Jump, local);
            writer.Bind(local);
            writer.ResetLabels(mark);
            Assert.Contains("forgotten", Assert.Throws<ArgumentException>(() => writer.Bind(unused)).Message);
        }

        Assert.False(writer.IsBound(function));
    }

    [Fact]
    public void Labels_that_code_still_branches_to_are_not_reset()
    {
        int mark = writer.LabelMark;
        writer.Bind(writer.DefineLabel());
        Label pending = writer.DefineLabel();
        writer.EmitBranch(Set.Jump, pending);
        Assert.Contains("label 1", Assert.Throws<InvalidOperationException>(() => writer.ResetLabels(mark)).Message);
        writer.Bind(pending);
        writer.ResetLabels(mark);
    }

    [Fact]
    public void A_mark_beyond_the_labels_there_are_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.ResetLabels(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.ResetLabels(-1));
    }

    [Fact]
    public void Very_many_functions_may_refer_to_each_other()
    {
        const int Count = 20_000;
        var labels = new Label[Count];
        for (int i = 0; i < Count; i++)
            labels[i] = writer.DefineLabel();
        for (int i = 0; i < Count; i++)
        {
            writer.Bind(labels[i]);
            writer.EmitBranch(Set.JumpIfZero, labels[Count - 1]);
            writer.Emit(Set.Subtract, 1);
            writer.EmitBranch(Set.Jump, labels[i == Count - 1 ? 0 : (i * 7919) % (Count - 1)]);
            if (i == Count - 2)
            {
                i++;
                writer.Bind(labels[i]);
                writer.Emit(Set.Constant, 1234);
                writer.Emit(Set.Return);
            }
        }

        Assert.Equal(1234, Run(writer.Commit(), 100));
    }

    [Fact]
    public unsafe void A_table_has_the_distance_to_each_label_from_its_entry()
    {
        Label before = writer.DefineLabel();
        Label behind = writer.DefineLabel();
        writer.Bind(before);
        writer.Emit(Set.Return);
        writer.Align(sizeof(int));
        int table = writer.Position;
        writer.EmitTable([before, behind, before]);
        writer.Bind(behind);
        int end = writer.Position;
        writer.Emit(Set.Return);
        CodeBlock block = writer.Commit();
        var entries = new ReadOnlySpan<int>((void*)(block.Address + table), 3);
        Assert.Equal(table + (3 * sizeof(int)), end);
        Assert.Equal([-table, end - (table + sizeof(int)), -(table + (2 * sizeof(int)))], entries);
    }

    [Fact]
    public void A_table_that_does_not_fit_is_not_written_at_all()
    {
        using var small = image.CreateWriter(64);
        var label = small.DefineLabel();
        Assert.Throws<CodeHeapExhaustedException>(() => small.EmitTable(Enumerable.Repeat(label, 1 << 20).ToArray()));
        Assert.Equal(0, small.Position);
    }

    [Fact]
    public void A_table_takes_no_label_of_another_writer()
    {
        using var other = image.CreateWriter(64);
        Assert.Throws<ArgumentException>(() => writer.EmitTable([writer.DefineLabel(), other.DefineLabel()]));
        Assert.Equal(0, writer.Position);
    }
}
