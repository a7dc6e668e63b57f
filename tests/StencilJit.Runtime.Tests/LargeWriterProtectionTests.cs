using StencilJit.Runtime.Memory;
using static StencilJit.Runtime.Tests.LargeWriters;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

/// <summary>What memory much code lies in, and that it is never writable and executable at once.</summary>
public sealed unsafe class LargeWriterProtectionTests
{
    public LargeWriterProtectionTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), NotLinux);

    [Fact]
    public void Much_code_is_private_memory_where_it_runs_and_the_file_is_around_it_and_where_it_was_written()
    {
        using var memory = Map();
        using CodeHeap heap = new(memory);
        StencilImage image = heap.Install(Set.Table);
        using CodeBlock block = Stitch(image, 7, Much);
        Assert.Equal(7, Run(block));
        Assert.Equal("r-xs", At(image.DataAddress));
        Assert.Equal("r-xp", At(block.Address));
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
        using CodeWriter writer = Large(heap.Install(Set.Table));
        Assert.Contains("hg", MemoryMap.FlagsAt((nint)memory.Writable(Within)));
        Assert.DoesNotContain("hg", MemoryMap.FlagsAt((nint)memory.Writable(0)));
        Emit(writer, 7, Much);
        using CodeBlock block = writer.Commit();
        Assert.Contains("hg", MemoryMap.FlagsAt(block.Address + Within));
    }

    [Fact]
    public void Huge_pages_are_asked_for_where_memory_is_mapped_once_too()
    {
        Assert.SkipUnless(Directory.Exists("/sys/kernel/mm/transparent_hugepage"), "This kernel has no transparent huge pages.");
        using ExecutableMemory memory = TestHeap.Memory("protected", 2 * Asked);
        using CodeHeap heap = new(memory);
        using CodeBlock block = Stitch(heap.Install(Set.Table), 7, Much);
        Assert.Equal(7, Run(block));
        Assert.Contains("hg", MemoryMap.FlagsAt(block.Address + Within));
        Assert.DoesNotContain("hg", MemoryMap.FlagsAt(block.Address));
        Assert.Equal("---p", At(block.Address + block.Length + Environment.SystemPageSize));
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
        using CodeWriter writer = Large(image);
        AssertNothingWritableIsExecutable();
        Emit(writer, 7, Much);
        CodeBlock block = writer.Commit();
        AssertNothingWritableIsExecutable();
        Assert.Equal(7, Run(block));
        block.Dispose();
        AssertNothingWritableIsExecutable();
        Assert.Equal(["Decommit", "Commit", "PreferHugePages", "MakeExecutable", "TryMove"], steps);
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

    private static int Regions(nint view, char kind) =>
        MemoryMap.Read().Count(m => m.End > view && m.Start < view + 2 * Asked && m.Protection[3] == kind);

    private static void AssertNothingWritableIsExecutable() =>
        Assert.DoesNotContain(MemoryMap.Read(), m => m.Protection.Contains('w') && m.Protection.Contains('x'));
}
