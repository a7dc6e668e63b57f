using System.Runtime.InteropServices;
using StencilJit.Runtime.Memory;
using static StencilJit.Runtime.Tests.LargeWriters;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

/// <summary>Much code is written, run and freed as little code is.</summary>
public sealed unsafe class LargeWriterTests
{
    public LargeWriterTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), NotLinux);

    [Fact]
    public void A_large_writer_of_little_code_leaves_nothing_private()
    {
        using var memory = Map();
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        using CodeWriter writer = Large(image);
        Emit(writer, 7, 64);
        using CodeBlock block = writer.Commit();
        using CodeBlock next = Constant(image, 8);
        Assert.Equal(7, Run(block));
        Assert.Equal(8, Run(next));
        AssertShared(memory);
    }

    [Fact]
    public void What_large_code_leaves_is_the_files_again_and_gets_small_code_and_large()
    {
        using var memory = Map();
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        long used = heap.Used;
        for (int round = 0; round < 3; round++)
        {
            CodeBlock large = Stitch(image, round, Much);
            Assert.Equal(round, Run(large));
            nint inside = large.Address + Within;
            large.Dispose();
            Assert.Equal(0, Marshal.ReadInt64(inside));
            Assert.Equal(used, heap.Used);
            AssertShared(memory);
            var small = new List<CodeBlock>();
            while (small.Count == 0 || small[^1].Address < inside)
                small.Add(Stitch(image, small.Count, 60_000));
            for (int i = 0; i < small.Count; i++)
                Assert.Equal(i, Run(small[i]));
            small.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public void Small_code_follows_large_code_in_the_same_page()
    {
        using var memory = Map();
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        using CodeBlock large = Stitch(image, 1, Much);
        using CodeBlock small = Constant(image, 2, (int)HugePages.Size);
        Assert.InRange(small.Address, large.Address + large.Length, large.Address + large.Length + 63);
        Assert.Equal(1, Run(large));
        Assert.Equal(2, Run(small));
        using CodeBlock second = Stitch(image, 3, Much);
        Assert.Equal(3, Run(second));
        Assert.Equal(2, Run(small));
        Assert.Equal(1, Run(large));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(Much)]
    public void A_large_writer_that_is_given_up_leaves_nothing(int emitted)
    {
        using var memory = Map();
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        long used = heap.Used;
        using (CodeWriter writer = Large(image))
            Emit(writer, 7, emitted);
        Assert.Equal(used, heap.Used);
        AssertShared(memory);
        using CodeBlock block = Stitch(image, 8, Much);
        Assert.Equal(8, Run(block));
    }

    [Fact]
    public void Code_may_end_at_any_byte_of_a_huge_page()
    {
        using var memory = Map();
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        foreach (int boundary in new[] { 1 << 21, 2 << 21, 3 << 21 })
        {
            for (int length = boundary - 192; length <= boundary + 192; length += 64)
            {
                using CodeBlock block = Stitch(image, length, length);
                using CodeBlock next = Constant(image, 2, (int)HugePages.Size);
                Assert.Equal(length, Run(block));
                Assert.InRange(next.Address - block.Address - block.Length, 0, 255);
                Assert.Equal(2, Run(next));
            }
        }

        AssertShared(memory);
    }

    [Theory]
    [InlineData((int)(1.5 * HugePages.Size) - 4096, false)]
    [InlineData((int)(1.5 * HugePages.Size) + 4096, true)]
    public void The_last_huge_page_is_copied_unless_code_fills_most_of_it(int length, bool isKept)
    {
        using var memory = Map();
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        long used = heap.Used;
        CodeBlock block = Stitch(image, 7, length);
        using CodeBlock next = Constant(image, 8, (int)HugePages.Size);
        Assert.Equal(7, Run(block));
        Assert.Equal(8, Run(next));
        Assert.Equal(isKept ? "r-xp" : "r-xs", At(block.Address + length - 1));
        Assert.Equal("r-xs", At(next.Address));
        Assert.InRange(heap.Used - used - (isKept ? 2 * HugePages.Size : length), 0, 128);
        block.Dispose();
        next.Dispose();
        Assert.Equal(used, heap.Used);
        AssertShared(memory);
    }

    [Fact]
    public void A_large_writer_can_be_filled_to_the_last_byte()
    {
        using var memory = Map();
        using CodeHeap heap = new(memory);
        using CodeWriter writer = Large(heap.Install(Set.Table));
        Emit(writer, 7, Asked);
        using CodeBlock block = writer.Commit();
        Assert.InRange(block.Length, Asked - 16, Asked);
        Assert.Equal(7, Run(block));
        Assert.Equal("r-xp", At(block.Address + Asked - 1));
        Assert.Equal("r-xs", At(block.Address + Asked));
    }

    [Fact]
    public void Several_threads_write_much_code_run_and_free_it_at_once()
    {
        using var memory = Map(size: 8 * Asked);
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        long used = heap.Used;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            for (int i = 0; i < 5; i++)
            {
                int value = thread * 100 + i;
                using CodeBlock large = Stitch(image, value, Much / 2 + i * 700_000);
                using CodeBlock small = Constant(image, value + 1000);
                Assert.Equal(value, Run(large));
                Assert.Equal(value + 1000, Run(small));
            }
        });
        Assert.Equal(used, heap.Used);
        AssertShared(memory);
    }

    [Fact]
    public void Two_large_writers_interleave()
    {
        using var memory = Map(size: 3 * Asked);
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        using CodeWriter first = Large(image);
        using CodeWriter second = Large(image);
        for (int position = 0; position < Much; position += 100_000)
        {
            Emit(first, 1, position, returns: false);
            Emit(second, 2, position, returns: false);
        }

        second.Emit(Set.Return);
        using CodeBlock two = second.Commit();
        Assert.Equal(2, Run(two));
        first.Emit(Set.Return);
        using CodeBlock one = first.Commit();
        Assert.Equal(1, Run(one));
        two.Dispose();
        Assert.Equal(1, Run(one));
    }

    [Fact]
    public void A_heap_disposed_under_a_large_writer_stays_mapped_until_the_writer_ends()
    {
        var memory = Map();
        var heap = new CodeHeap(memory);
        CodeWriter writer = Large(heap.Install(Set.Table));
        heap.Dispose();
        Emit(writer, 1, Much);
        Assert.Throws<ObjectDisposedException>(writer.Commit);
        nint written = (nint)memory.Writable(Within);
        Assert.Equal("rw-p", At(written));
        MemoryMap? mapped = MemoryMap.Find(written);
        writer.Dispose();
        Assert.NotEqual(mapped, MemoryMap.Find(written));
    }
}
