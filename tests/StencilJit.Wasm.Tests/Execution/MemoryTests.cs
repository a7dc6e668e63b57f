namespace StencilJit.Wasm.Tests.Execution;

public sealed class MemoryTests
{
    [Fact]
    public void A_span_stays_valid_when_the_memory_grows()
    {
        using var world = new World();
        var memory = new Memory(world.Store, new MemoryType(new Limits(1, 100)));
        var span = memory.GetSpan(65532, 4);
        span.Fill(7);
        Assert.Equal(1, memory.Grow(99));
        span[0] = 9;
        Assert.Equal(0x07070709, memory.Read<int>(65532));
        Assert.Equal(0, memory.Read<long>(100 * 65536 - 8));
    }

    [Theory]
    [InlineData(65533, 4)]
    [InlineData(65536, 1)]
    [InlineData(-1, 1)]
    [InlineData(long.MaxValue, 8)]
    public void Access_beyond_the_end_traps(long address, int length)
    {
        using var world = new World();
        var memory = new Memory(world.Store, new MemoryType(new Limits(1, 1)));
        Assert.Equal(TrapKind.OutOfBoundsMemoryAccess, Assert.Throws<TrapException>(() => memory.GetSpan(address, length)).Kind);
        Assert.Throws<TrapException>(() => memory.Write(address, 0L));
        Assert.False(memory.TryGetSpan((uint)address, (uint)length, out _));
    }

    [Fact]
    public void A_large_memory_can_be_used_to_its_last_byte()
    {
        using var world = new World();
        var memory = new Memory(world.Store, new MemoryType(new Limits(0, 65536)));
        world.Linker.Define("host", "m", memory);
        var type = new FunctionType([ValueKind.I32], [ValueKind.I32]);
        var module = new ModuleUnderTest().ImportMemory("m", 0);
        // i32.load8_u with an offset of 2^31.
        module.Function("load", type, 0x20, 0, 0x2D, 0, 0x80, 0x80, 0x80, 0x80, 0x08);
        var load = world.Instantiate(module).GetFunction("load");
        Assert.Equal(0, memory.Grow(65536));
        memory.Write(uint.MaxValue, (byte)77);
        Assert.Equal(77, load.Call<int, int>(int.MaxValue));
        Assert.Throws<TrapException>(() => load.Call<int, int>(int.MinValue));
        Assert.Throws<TrapException>(() => load.Call<int, int>(-1));
    }

    [Fact]
    public void A_memory_does_not_grow_beyond_its_maximum()
    {
        using var world = new World();
        var memory = new Memory(world.Store, new MemoryType(new Limits(1, 2)));
        Assert.Equal(-1, memory.Grow(2));
        Assert.Equal(-1, memory.Grow(long.MaxValue));
        Assert.Equal(1, memory.Grow(0));
        Assert.Equal(1, memory.Grow(1));
        Assert.Equal(2 * 65536, memory.Length);
    }
}
