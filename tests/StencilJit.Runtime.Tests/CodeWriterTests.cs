using System.Runtime.InteropServices;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

public sealed class CodeWriterTests : IDisposable
{
    private readonly CodeHeap heap = new(Size);
    private readonly StencilImage image;

    public CodeWriterTests()
    {
        image = heap.Install(Set.Table);
    }

    public void Dispose() => heap.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0x12345678)]
    [InlineData(int.MinValue)]
    public void A_stitched_function_answers_the_value_of_its_hole(int value)
    {
        using CodeBlock block = Constant(image, value);
        Assert.Equal(value, Run(block));
    }

    [Fact]
    public void A_64_bit_hole_takes_all_bits()
    {
        using CodeWriter writer = image.CreateWriter(64);
        writer.Emit(Set.HighHalf, 0x1234_5678_9ABC_DEF0);
        writer.Emit(Set.Return);
        Assert.Equal(0x1234_5678, Run(writer.Commit()));
    }

    [Fact]
    public void Every_hole_takes_its_own_value()
    {
        using CodeWriter writer = image.CreateWriter(64);
        writer.Emit(Set.SumOfTwo, 300, 21);
        writer.Emit(Set.Return);
        Assert.Equal(321, Run(writer.Commit()));
    }

    [Fact]
    public void A_stencil_longer_than_a_copy_with_more_patches_than_padded_is_whole()
    {
        using CodeWriter writer = image.CreateWriter(256);
        writer.Emit(Set.Sum, 1, 20, 300);
        writer.Emit(Set.Return);
        Assert.Equal(321, Run(writer.Commit()));
    }

    [Fact]
    public void Holes_may_be_given_as_a_span()
    {
        using CodeWriter writer = image.CreateWriter(256);
        writer.Emit(Set.Sum, [4, 50, 600]);
        writer.Emit(Set.Return);
        Assert.Equal(654, Run(writer.Commit()));
    }

    [Fact]
    public void More_values_than_a_stencil_can_have_holes_are_refused()
    {
        using CodeWriter writer = image.CreateWriter(256);
        Assert.Contains("at most 32 holes, but 33", Assert.Throws<ArgumentException>(() => writer.Emit(Set.Sum, new ulong[33])).Message);
    }

    [Fact]
    public void Code_reads_the_data_of_its_set()
    {
        using CodeWriter writer = image.CreateWriter(64);
        writer.Emit(Set.LoadData);
        writer.Emit(Set.Return);
        Assert.Equal(0x1234_5678, Run(writer.Commit()));
    }

    [Fact]
    public void Stencils_follow_each_other_without_a_gap()
    {
        using CodeWriter writer = image.CreateWriter(256);
        nint start = writer.Address;
        writer.Emit(Set.Constant, 1);
        writer.Emit(Set.Sum, 1, 2, 3);
        Assert.Equal(Set.LengthOf(Set.Constant) + Set.LengthOf(Set.Sum), writer.Position);
        Assert.Equal(start + writer.Position, writer.Address);
        Assert.Equal(start, writer.Commit().Address);
    }

    [Fact]
    public void Exactly_what_was_asked_for_can_be_emitted()
    {
        int length = Set.LengthOf(Set.Constant) * 1000;
        using CodeWriter writer = image.CreateWriter(length);
        for (int i = 0; i < 1000; i++)
            writer.Emit(Set.Constant, 7);
        Assert.Equal(length, writer.Commit().Length);
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public unsafe void Code_that_does_not_fit_is_refused_before_anything_is_written(string mapping)
    {
        using CodeHeap heap = Create(mapping);
        StencilImage image = heap.Install(Set.Table);
        using CodeWriter writer = image.CreateWriter(4096 - 64);
        Label label = writer.DefineLabel();
        while (writer.Position < 4096 - 64)
            writer.Emit(Set.Return);
        Span<byte> behind = new(heap.Writable(default) + (writer.Address - heap.Executable(default)), 64);
        byte[] before = behind.ToArray();

        var exception = Assert.Throws<CodeHeapExhaustedException>(() => writer.Emit(Set.Constant, 1));
        Assert.Throws<CodeHeapExhaustedException>(() => writer.Emit(Set.Sum, 1, 2, 3));
        Assert.Throws<CodeHeapExhaustedException>(() => writer.EmitBranch(Set.Jump, label));
        Assert.Contains("4032 of the 4032", exception.Message);
        Assert.Contains("larger maximumBytes", exception.Message);
        Assert.Equal(before, behind);
        Assert.Equal(4032, writer.Commit().Length);
    }

    [Fact]
    public void Aligning_appends_instructions_that_do_nothing()
    {
        int step = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 1 : 4;
        for (int gap = 0; gap < 64; gap += step)
        {
            using CodeWriter writer = image.CreateWriter(512);
            Label beforeGap = writer.DefineLabel();
            writer.Emit(Set.Constant, 77);
            writer.EmitBranch(Set.Jump, beforeGap);
            while ((-writer.Address & 63) != gap)
                writer.Emit(Set.Return);
            writer.Bind(beforeGap);
            writer.Align(64);
            Assert.Equal(0, writer.Address & 63);
            writer.Emit(Set.Return);
            using CodeBlock block = writer.Commit();
            Assert.Equal(77, Run(block));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(128)]
    public void An_alignment_that_is_no_small_power_of_two_is_refused(int alignment)
    {
        using CodeWriter writer = image.CreateWriter(512);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Align(alignment));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1000)]
    public void A_variant_that_the_table_does_not_have_is_refused(int variant)
    {
        using CodeWriter writer = image.CreateWriter(64);
        Assert.Contains("'test'", Assert.Throws<ArgumentOutOfRangeException>(() => writer.Emit(variant)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.EmitBranch(variant, writer.DefineLabel()));
    }

    [Fact]
    public void A_committed_writer_takes_no_more_code()
    {
        using CodeWriter writer = image.CreateWriter(64);
        Label label = writer.DefineLabel();
        writer.Emit(Set.Return);
        writer.Commit();
        Assert.Contains("committed", Assert.Throws<InvalidOperationException>(() => writer.Emit(Set.Return)).Message);
        Assert.Throws<InvalidOperationException>(() => writer.EmitBranch(Set.Jump, label));
        Assert.Throws<InvalidOperationException>(() => writer.Bind(label));
        Assert.Throws<InvalidOperationException>(() => writer.Align(16));
        Assert.Throws<InvalidOperationException>(writer.Commit);
    }

    [Fact]
    public void A_disposed_writer_takes_no_more_code()
    {
        CodeWriter writer = image.CreateWriter(64);
        Label label = writer.DefineLabel();
        writer.Dispose();
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.Emit(Set.Return));
        Assert.Throws<ObjectDisposedException>(() => writer.EmitBranch(Set.Jump, label));
        Assert.Throws<ObjectDisposedException>(() => writer.Bind(label));
        Assert.Throws<ObjectDisposedException>(() => writer.Align(16));
        Assert.Throws<ObjectDisposedException>(() => writer.AddressOf(label));
        Assert.Throws<ObjectDisposedException>(writer.Commit);
    }

    [Fact]
    public void Disposing_a_writer_keeps_what_it_committed()
    {
        CodeWriter writer = image.CreateWriter(64);
        writer.Emit(Set.Constant, 5);
        writer.Emit(Set.Return);
        CodeBlock block = writer.Commit();
        writer.Dispose();
        Constant(image, 6);
        Assert.Equal(5, Run(block));
    }

    [Fact]
    public void Emitting_does_not_allocate()
    {
        using CodeWriter writer = image.CreateWriter(1 << 20);
        EmitALot(writer);
        int mark = writer.LabelMark;
        long before = GC.GetAllocatedBytesForCurrentThread();
        EmitALot(writer);
        writer.ResetLabels(mark);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        static void EmitALot(CodeWriter writer)
        {
            int mark = writer.LabelMark;
            for (int i = 0; i < 1000; i++)
            {
                Label first = writer.DefineLabel();
                Label second = writer.DefineLabel();
                writer.EmitBranch(Set.Jump, first);
                writer.EmitBranch(Set.Jump, second);
                writer.EmitBranch(Set.Jump, first);
                writer.Emit(Set.Sum, 1, 2, 3);
                writer.Bind(first);
                writer.Bind(second);
            }

            writer.ResetLabels(mark);
        }
    }
}
