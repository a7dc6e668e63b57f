using StencilJit.Runtime.Memory;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

public sealed unsafe class ProtectionTests
{
    [Fact]
    public void Memory_mapped_twice_is_writable_in_one_view_and_executable_in_the_other()
    {
        using ExecutableMemory? memory = LinuxDoubleMapping.TryCreate(Size);
        Assert.NotNull(memory);
        memory.BeginWrite(0, 4096, isLarge: false);
        Assert.Equal("rw-s", ProtectionAt((nint)memory.Writable(0)));
        Assert.Equal("r-xs", ProtectionAt(memory.Executable(0)));
        Assert.Equal("rw-s", ProtectionAt((nint)memory.Writable(memory.Size - 1)));
        Assert.Equal("r-xs", ProtectionAt(memory.Executable(memory.Size - 1)));
    }

    [Fact]
    public void Memory_mapped_once_is_writable_and_then_executable()
    {
        using ExecutableMemory memory = TestHeap.Memory("protected");
        int page = Environment.SystemPageSize;
        Assert.Equal("---p", ProtectionAt(memory.Executable(0)));
        memory.BeginWrite(0, 4 * page, isLarge: false);
        Assert.Equal("rw-p", ProtectionAt((nint)memory.Writable(0)));
        Assert.Equal("rw-p", ProtectionAt((nint)memory.Writable(4 * page - 1)));
        memory.EndWrite(0, page, 4 * page);
        Assert.Equal("r-xp", ProtectionAt(memory.Executable(0)));
        Assert.Equal("---p", ProtectionAt(memory.Executable(page)));
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void Nothing_of_the_process_is_ever_writable_and_executable(string mapping)
    {
        using CodeHeap heap = Create(mapping);
        StencilImage image = heap.Install(Set.Table);
        using CodeBlock block = Constant(image, 1);
        using CodeWriter writer = image.CreateWriter(1 << 20);
        writer.Emit(Set.Return);
        Assert.DoesNotContain(MemoryMap.Read(), m => m.Protection.Contains('w') && m.Protection.Contains('x'));
        using CodeBlock second = writer.Commit();
        Assert.DoesNotContain(MemoryMap.Read(), m => m.Protection.Contains('w') && m.Protection.Contains('x'));
    }

    [Theory]
    [MemberData(nameof(Mappings), MemberType = typeof(TestHeap))]
    public void Unmapping_memory_twice_takes_nothing_from_who_came_after(string mapping)
    {
        ExecutableMemory first = TestHeap.Memory(mapping);
        first.Dispose();

        // Most likely at the addresses, and with the descriptor, of the one that is gone.
        using ExecutableMemory second = TestHeap.Memory(mapping);
        second.BeginWrite(0, 4096, isLarge: false);
        first.Dispose();
        Assert.StartsWith("rw-", ProtectionAt((nint)second.Writable(0)));
        second.EndWrite(0, 4096, 4096);
        Assert.StartsWith("r-x", ProtectionAt(second.Executable(0)));
    }

    private static string? ProtectionAt(nint address) => MemoryMap.Find(address)?.Protection;
}
