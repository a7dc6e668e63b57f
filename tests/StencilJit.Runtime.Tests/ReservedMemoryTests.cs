namespace StencilJit.Runtime.Tests;

public sealed unsafe class ReservedMemoryTests
{
    [Fact]
    public void Committed_memory_is_zero_and_can_be_written_to_its_last_byte()
    {
        using var memory = new ReservedMemory(1 << 20);
        memory.Commit(100_000);
        var bytes = (byte*)memory.Address;
        Assert.True(memory.Committed >= 100_000);
        Assert.Equal(0, bytes[0]);
        bytes[memory.Committed - 1] = 1;
        Assert.Equal(1, bytes[memory.Committed - 1]);
    }

    [Fact]
    public void Growing_keeps_contents_and_address()
    {
        using var memory = new ReservedMemory(8L << 30);
        nint address = memory.Address;
        memory.Commit(1);
        *(long*)address = 42;
        memory.Commit(64 << 20);
        Assert.Equal(address, memory.Address);
        Assert.Equal(42, *(long*)address);
        Assert.Equal(0, *((byte*)address + (64 << 20) - 1));
        Assert.Equal(64 << 20, memory.Committed);
    }

    [Fact]
    public void Committing_less_changes_nothing()
    {
        using var memory = new ReservedMemory(1 << 20);
        memory.Commit(1 << 19);
        memory.Commit(1);
        memory.Commit(0);
        Assert.Equal(1 << 19, memory.Committed);
    }

    [Fact]
    public void What_is_not_committed_has_no_access()
    {
        using var memory = new ReservedMemory(1 << 20);
        memory.Commit(1 << 16);
        Assert.Equal("rw-p", MemoryMap.Find(memory.Address + (1 << 16) - 1)?.Protection);
        Assert.Equal("---p", MemoryMap.Find(memory.Address + (1 << 16))?.Protection);
        Assert.Equal("---p", MemoryMap.Find(memory.Address + (1 << 20) - 1)?.Protection);
    }

    [Fact]
    public void Sizes_are_whole_pages()
    {
        using var memory = new ReservedMemory(1);
        memory.Commit(1);
        Assert.Equal(Environment.SystemPageSize, memory.Size);
        Assert.Equal(Environment.SystemPageSize, memory.Committed);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData((1 << 20) + 1)]
    public void Committing_beyond_the_reservation_is_refused(long length)
    {
        using var memory = new ReservedMemory(1 << 20);
        Assert.Contains("1048576 bytes of address space are reserved", Assert.Throws<ArgumentOutOfRangeException>(() => memory.Commit(length)).Message);
    }

    [Fact]
    public void A_reservation_that_no_address_space_holds_is_refused()
    {
        Assert.Contains("Reserving", Assert.Throws<OutOfMemoryException>(() => new ReservedMemory(1L << 60)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReservedMemory(0));
    }

    [Fact]
    public void Disposed_memory_is_refused_and_unmapped()
    {
        var memory = new ReservedMemory(1L << 32);
        nint address = memory.Address;
        memory.Dispose();
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => memory.Address);
        Assert.Throws<ObjectDisposedException>(() => memory.Commit(1));
        Assert.Equal(0, memory.Committed);
        Assert.DoesNotContain(MemoryMap.Read(), m => m.Contains(address) && m.Length == 1L << 32);
    }
}
