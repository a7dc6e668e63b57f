using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

public sealed class CodeHeapTests
{
    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void Code_runs_from_either_kind_of_memory(string mapping)
    {
        using CodeHeap heap = Create(mapping);
        StencilImage image = heap.Install(Set.Table);
        using CodeWriter writer = image.CreateWriter(1 << 20);
        writer.Emit(Set.LoadData);
        writer.Emit(Set.Return);
        Assert.Equal(0x1234_5678, Run(writer.Commit()));
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void Freed_space_is_used_again_and_runs_the_new_code(string mapping)
    {
        using CodeHeap heap = Create(mapping);
        StencilImage image = heap.Install(Set.Table);
        nint address = 0;
        for (int i = 0; i < 100; i++)
        {
            using CodeBlock block = Constant(image, i);
            Assert.True(i == 0 || address == block.Address);
            address = block.Address;
            Assert.Equal(i, Run(block));
        }
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void Freeing_a_block_leaves_its_neighbours_alone(string mapping)
    {
        using CodeHeap heap = Create(mapping);
        StencilImage image = heap.Install(Set.Table);
        var blocks = new CodeBlock[64];
        for (int i = 0; i < blocks.Length; i++)
            blocks[i] = Constant(image, i);
        for (int i = 0; i < blocks.Length; i += 2)
            blocks[i].Dispose();
        for (int i = 0; i < blocks.Length; i += 2)
            blocks[i] = Constant(image, 1000 + i);
        for (int i = 0; i < blocks.Length; i++)
            Assert.Equal(i % 2 == 0 ? 1000 + i : i, Run(blocks[i]));
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void A_writer_can_have_all_that_is_free_and_not_a_byte_more(string mapping)
    {
        using CodeHeap heap = Create(mapping);
        StencilImage image = heap.Install(Set.Table);
        using CodeBlock block = Constant(image, 1);
        int most = (int)heap.LongestFree;
        Assert.Throws<CodeHeapExhaustedException>(() => image.CreateWriter(most + 1));
        using CodeWriter writer = image.CreateWriter(most);
        Assert.Equal(0, heap.LongestFree);
    }

    [Fact]
    public void Code_and_data_start_at_cache_lines()
    {
        using CodeHeap heap = Create("usual");
        StencilImage first = heap.Install(Set.Table);
        Assert.Equal(0, Constant(first, 1).Address % 64);
        Assert.Equal(0, heap.Install(Set.Table).DataAddress % 64);
        Assert.Equal(0, Constant(first, 2).Address % 64);
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void All_space_comes_back(string mapping)
    {
        using CodeHeap heap = Create(mapping);
        StencilImage image = heap.Install(Set.Table);
        long used = heap.Used;
        CodeBlock first = Constant(image, 1);
        CodeBlock second = Constant(image, 2);
        CodeBlock third = Constant(image, 3, maximumBytes: 8 << 20);
        using (CodeWriter given = image.CreateWriter(4 << 20))
            given.Emit(Set.Return);
        Assert.True(heap.Used > used);
        second.Dispose();
        second.Dispose();
        first.Dispose();
        third.Dispose();
        Assert.Equal(used, heap.Used);
        Constant(image, 4, maximumBytes: (int)(Size - used - 64)).Dispose();
    }

    [Fact]
    public void A_large_block_that_is_freed_gives_its_pages_back_and_its_space_still_works()
    {
        using CodeHeap heap = Create("usual");
        StencilImage image = heap.Install(Set.Table);
        for (int round = 0; round < 3; round++)
        {
            using CodeWriter writer = image.CreateWriter(1 << 20);
            while (writer.Position < 1_000_000)
                writer.Emit(Set.Constant, (uint)round);
            writer.Emit(Set.Return);
            CodeBlock block = writer.Commit();
            Assert.Equal(round, Run(block));
            nint middle = block.Address + 500_000;
            block.Dispose();
            Assert.Equal(0, System.Runtime.InteropServices.Marshal.ReadInt64(middle));
        }
    }

    [Fact]
    public void Freed_memory_is_kept_for_other_code_up_to_a_bound()
    {
        const int length = 300_000;
        using CodeHeap heap = Create("usual");
        StencilImage image = heap.Install(Set.Table);
        CodeBlock[] blocks = [.. Enumerable.Range(1, 3).Select(value => Filled(image, value, length))];
        nint[] middles = [.. blocks.Select(block => block.Address + length / 2)];
        foreach (CodeBlock block in blocks)
            block.Dispose();

        // 512 KiB at most, whichever is freed first.
        Assert.Equal([true, false, false], middles.Select(middle => System.Runtime.InteropServices.Marshal.ReadInt64(middle) != 0));
        for (int round = 0; round < 3; round++)
        {
            using CodeBlock first = Filled(image, round, length);
            using CodeBlock second = Filled(image, round + 10, length);
            Assert.Equal(round, Run(first));
            Assert.Equal(round + 10, Run(second));
        }
    }

    [Fact]
    public void Code_in_memory_that_was_never_used_does_not_raise_the_bound()
    {
        using CodeHeap heap = Create("usual");
        StencilImage image = heap.Install(Set.Table);
        CodeBlock first = Filled(image, 1, 300_000);
        using CodeBlock between = Constant(image, 2);
        first.Dispose();
        CodeBlock second = Filled(image, 3, 400_000);
        nint middle = second.Address + 200_000;
        second.Dispose();
        Assert.Equal(0, System.Runtime.InteropServices.Marshal.ReadInt64(middle));
    }

    private static CodeBlock Filled(StencilImage image, int value, int length)
    {
        using CodeWriter writer = image.CreateWriter(length + 64);
        while (writer.Position < length)
            writer.Emit(Set.Constant, (uint)value);
        writer.Emit(Set.Return);
        return writer.Commit();
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void Two_writers_interleave(string mapping)
    {
        using CodeHeap heap = Create(mapping);
        StencilImage image = heap.Install(Set.Table);
        using CodeWriter first = image.CreateWriter(4096);
        using CodeWriter second = image.CreateWriter(4096);
        first.Emit(Set.Constant, 1);
        second.Emit(Set.Constant, 2);
        first.Emit(Set.Return);
        CodeBlock one = first.Commit();
        Assert.Equal(1, Run(one));
        second.Emit(Set.Return);
        Assert.Equal(2, Run(second.Commit()));
        Assert.Equal(1, Run(one));
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void Several_threads_write_run_and_free_at_once(string mapping)
    {
        using CodeHeap heap = Create(mapping);
        StencilImage image = heap.Install(Set.Table);
        long used = heap.Used;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            var kept = new Queue<(CodeBlock Block, int Value)>();
            for (int i = 0; i < 300; i++)
            {
                int value = thread * 1000 + i;
                kept.Enqueue((Constant(image, value, 64 + i * 20), value));
                if (kept.Count < 5)
                    continue;
                (CodeBlock block, int expected) = kept.Dequeue();
                Assert.Equal(expected, Run(block));
                block.Dispose();
            }

            foreach ((CodeBlock block, int expected) in kept)
            {
                Assert.Equal(expected, Run(block));
                block.Dispose();
            }
        });
        Assert.Equal(used, heap.Used);
    }

    [Fact]
    public void A_generous_writer_costs_address_space_only()
    {
        using var heap = new CodeHeap();
        StencilImage image = heap.Install(Set.Table);
        using CodeBlock block = Constant(image, 9, maximumBytes: 512 << 20);
        using CodeBlock next = Constant(image, 10, maximumBytes: 512 << 20);
        Assert.Equal(9, Run(block));
        Assert.True(next.Address - block.Address <= Environment.SystemPageSize);
    }

    [Fact]
    public void A_writer_larger_than_the_heap_is_refused()
    {
        using CodeHeap heap = Create("usual");
        StencilImage image = heap.Install(Set.Table);
        string message = Assert.Throws<CodeHeapExhaustedException>(() => image.CreateWriter(Size)).Message;
        Assert.Contains($"heap of {Size} bytes has no free range of ", message);
        Assert.Contains($"the longest has {Size - heap.Used}", message);
        Assert.Throws<ArgumentOutOfRangeException>(() => image.CreateWriter(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(1L << 31)]
    public void A_heap_size_that_code_could_not_span_is_refused(long size)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CodeHeap(size));
    }

    [Fact]
    public void A_disposed_heap_is_refused()
    {
        CodeHeap heap = Create("usual");
        StencilImage image = heap.Install(Set.Table);
        CodeBlock block = Constant(image, 1);
        heap.Dispose();
        heap.Dispose();
        Assert.Throws<ObjectDisposedException>(() => image.CreateWriter(64));
        Assert.Throws<ObjectDisposedException>(() => heap.Install(Set.Table));
        Assert.Throws<ObjectDisposedException>(() => heap.Install(new TableBuilder().Build([])));
        block.Dispose();
        Assert.Throws<ObjectDisposedException>(() => block.Address);
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void A_disposed_heap_is_unmapped(string mapping)
    {
        CodeHeap heap = Create(mapping, Size + (1 << 20));
        Constant(heap.Install(Set.Table), 1);
        nint executable = heap.Executable(default);
        MemoryMap? mapped = MemoryMap.Find(executable);
        Assert.NotNull(mapped);
        heap.Dispose();
        Assert.NotEqual(mapped, MemoryMap.Find(executable));
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void A_heap_disposed_under_an_open_writer_stays_mapped_until_the_writer_ends(string mapping)
    {
        CodeHeap heap = Create(mapping, Size + (1 << 20));
        CodeWriter writer = heap.Install(Set.Table).CreateWriter(4096);
        heap.Dispose();
        writer.Emit(Set.Constant, 1);
        Assert.Throws<ObjectDisposedException>(writer.Commit);
        nint executable = heap.Executable(default);
        MemoryMap? mapped = MemoryMap.Find(executable);
        Assert.NotNull(mapped);
        writer.Dispose();
        Assert.NotEqual(mapped, MemoryMap.Find(executable));
    }
}
