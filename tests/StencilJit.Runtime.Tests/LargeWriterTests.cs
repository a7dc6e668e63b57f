using System.Runtime.InteropServices;
using StencilJit.Runtime.Memory;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

/// <summary>Writers that have private memory in the place of a memory file's, on Linux.</summary>
public sealed unsafe class LargeWriterTests
{
    private const int Asked = 16 << 20;
    private const int Much = 7_000_000;
    private const int Within = 5_000_000;

    public LargeWriterTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory files are Linux' own.");

    [Fact]
    public void Much_code_is_private_memory_where_it_runs_and_the_file_is_around_it_and_where_it_was_written()
    {
        using var memory = Map();
        using CodeHeap heap = new(memory);
        using CodeBlock block = Stitch(heap.Install(Set.Table), 7, Much);
        Assert.Equal(7, Run(block));
        Assert.Equal("r-xs", At(block.Address));
        Assert.Equal("r-xp", At(block.Address + Within));
        Assert.Equal("r-xs", At(block.Address + Much));
        Assert.Equal("rw-s", At((nint)memory.Writable(Within)));
        Assert.Equal(2, Regions(memory.Executable(0), 's'));
        Assert.Equal(1, Regions((nint)memory.Writable(0), 's'));
    }

    [Fact]
    public void Huge_pages_are_asked_for_where_much_code_is_written()
    {
        Assert.SkipUnless(Directory.Exists("/sys/kernel/mm/transparent_hugepage"), "This kernel has no transparent huge pages.");
        using var memory = Map();
        using CodeHeap heap = new(memory);
        using CodeWriter writer = heap.Install(Set.Table).CreateWriter(Asked);
        Assert.Contains("hg", FlagsAt((nint)memory.Writable(Within)));
        Assert.DoesNotContain("hg", FlagsAt((nint)memory.Writable(0)));
        Emit(writer, 7, Much);
        using CodeBlock block = writer.Commit();
        Assert.Contains("hg", FlagsAt(block.Address + Within));
    }

    [Fact]
    public void Huge_pages_are_asked_for_where_memory_is_mapped_once_too()
    {
        Assert.SkipUnless(Directory.Exists("/sys/kernel/mm/transparent_hugepage"), "This kernel has no transparent huge pages.");
        using ExecutableMemory memory = TestHeap.Memory("protected", 2 * Asked);
        using CodeHeap heap = new(memory);
        using CodeBlock block = Stitch(heap.Install(Set.Table), 7, Much);
        Assert.Equal(7, Run(block));
        Assert.Contains("hg", FlagsAt(block.Address + Within));
        Assert.DoesNotContain("hg", FlagsAt(block.Address));
        Assert.Equal("---p", At(block.Address + block.Length + Environment.SystemPageSize));
    }

    [Fact]
    public void A_large_writer_of_little_code_leaves_nothing_private()
    {
        using var memory = Map();
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        using CodeBlock block = Constant(image, 7, Asked);
        using CodeBlock next = Constant(image, 8);
        Assert.Equal(7, Run(block));
        Assert.Equal(8, Run(next));
        Assert.Equal(64, next.Address - block.Address);
        AssertShared(memory);
    }

    [Fact]
    public void Nothing_is_writable_and_executable_at_any_step_of_a_large_writer()
    {
        var steps = new List<string>();
        using var memory = Map(step =>
        {
            steps.Add(step);
            AssertNothingWritableIsExecutable();
            return false;
        });
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        using CodeWriter writer = image.CreateWriter(Asked);
        AssertNothingWritableIsExecutable();
        Emit(writer, 7, Much);
        CodeBlock block = writer.Commit();
        AssertNothingWritableIsExecutable();
        Assert.Equal(7, Run(block));
        block.Dispose();
        AssertNothingWritableIsExecutable();
        Assert.Equal(["Decommit", "Commit", "PreferHugePages", "MakeExecutable", "TryMove"], steps);
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
        using CodeBlock small = Constant(image, 2);
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
        using (CodeWriter writer = image.CreateWriter(Asked))
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
                using CodeBlock next = Constant(image, 2);
                Assert.Equal(length, Run(block));
                Assert.Equal(2, Run(next));
            }
        }

        AssertShared(memory);
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
        using CodeWriter first = image.CreateWriter(Asked);
        using CodeWriter second = image.CreateWriter(Asked);
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

    [Theory]
    [InlineData("Decommit", 3)]
    [InlineData("Commit", 3)]
    [InlineData("MakeExecutable", 1)]
    [InlineData("TryMove", 1)]
    public void Where_the_system_refuses_private_memory_the_file_is_written(string operation, int attempts)
    {
        int refused = 0;
        using var memory = Map(step =>
        {
            refused += step == operation ? 1 : 0;
            return step == operation;
        });
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        for (int round = 0; round < 3; round++)
        {
            using CodeBlock block = Stitch(image, round, Much);
            using CodeBlock next = Constant(image, 100);
            Assert.Equal(round, Run(block));
            Assert.Equal(100, Run(next));
            AssertShared(memory);
        }

        // Copying what was written costs more than huge pages save: once is enough.
        Assert.Equal(attempts, refused);
    }

    [Fact]
    public void A_heap_disposed_under_a_large_writer_stays_mapped_until_the_writer_ends()
    {
        var memory = Map();
        var heap = new CodeHeap(memory);
        CodeWriter writer = heap.Install(Set.Table).CreateWriter(Asked);
        heap.Dispose();
        Emit(writer, 1, Much);
        Assert.Throws<ObjectDisposedException>(writer.Commit);
        nint written = (nint)memory.Writable(Within);
        Assert.Equal("rw-p", At(written));
        MemoryMap? mapped = MemoryMap.Find(written);
        writer.Dispose();
        Assert.NotEqual(mapped, MemoryMap.Find(written));
    }

    private static LinuxDoubleMapping Map(Predicate<string>? watch = null, long size = 2 * Asked)
    {
        var memory = LinuxDoubleMapping.TryCreate(size, new WatchedAddressSpace(watch ?? (_ => false)));
        Assert.NotNull(memory);
        return memory;
    }

    private static CodeBlock Stitch(StencilImage image, int value, int length)
    {
        using CodeWriter writer = image.CreateWriter(length < 100_000 ? length : Asked);
        Emit(writer, value, length);
        return writer.Commit();
    }

    /// <summary>Fills a writer up to a length with code that answers a constant.</summary>
    private static void Emit(CodeWriter writer, int value, int length, bool returns = true)
    {
        int last = length - Set.LengthOf(Set.Constant) - Set.LengthOf(Set.Return);
        while (writer.Position <= last)
            writer.Emit(Set.Constant, (uint)value);
        if (returns)
            writer.Emit(Set.Return);
    }

    private static string? At(nint address) => MemoryMap.Find(address)?.Protection;

    private static int Regions(nint view, char kind) =>
        MemoryMap.Read().Count(m => m.End > view && m.Start < view + 2 * Asked && m.Protection[3] == kind);

    /// <summary>The file is all there is, from end to end of both views.</summary>
    private static void AssertShared(LinuxDoubleMapping memory)
    {
        foreach (nint view in new[] { (nint)memory.Writable(0), memory.Executable(0) })
        {
            MemoryMap? map = MemoryMap.Find(view);
            Assert.NotNull(map);
            Assert.Equal('s', map.Protection[3]);
            Assert.Equal(memory.Size, map.Length);
        }
    }

    private static void AssertNothingWritableIsExecutable() =>
        Assert.DoesNotContain(MemoryMap.Read(), m => m.Protection.Contains('w') && m.Protection.Contains('x'));

    /// <summary>What /proc/self/smaps says of a mapping: two letters a flag.</summary>
    private static string[] FlagsAt(nint address)
    {
        MemoryMap? map = MemoryMap.Find(address);
        Assert.NotNull(map);
        return [.. File.ReadLines("/proc/self/smaps")
            .SkipWhile(line => !line.StartsWith($"{map.Start:x}-", StringComparison.Ordinal))
            .First(line => line.StartsWith("VmFlags:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
