using StencilJit.Runtime.Faults;

namespace StencilJit.Wasm.Tests.Execution;

/// <summary>Accesses at the end of a memory, whatever keeps them in bounds.</summary>
public sealed class BoundsTests
{
    private const byte LocalGet = 0x20, I32Const = 0x41, Call = 0x10, If = 0x04, Empty = 0x40, I32Sub = 0x6B, I64Const = 0x42, F32Const = 0x43, F64Const = 0x44, End = 0x0B, Drop = 0x1A;
    private const byte FirstLoad = 0x28, FirstStore = 0x36, LastStore = 0x3E, I32Load = 0x28, I32Load8U = 0x2D, I32Store = 0x36;
    private const int PageSize = MemoryType.PageSize;

    private static readonly FunctionType s_access = new([ValueKind.I32], []);
    private static readonly FunctionType s_load = new([ValueKind.I32], [ValueKind.I32]);

    public static TheoryData<BoundsChecks> Kinds => Worlds.BoundsChecks;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_load_and_store_traps_from_the_first_byte_beyond_the_end(BoundsChecks boundsChecks)
    {
        byte[] sizes = [4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4, 4, 8, 4, 8, 1, 2, 1, 2, 4];
        uint[] offsets = [0, 1, 4096, PageSize - 8, PageSize, 2 * PageSize, int.MaxValue - 8, int.MaxValue, 0x8000_0000, uint.MaxValue];
        using var world = new World(boundsChecks: boundsChecks);
        foreach (uint offset in offsets)
        {
            var module = new ModuleUnderTest().Memory(1, 2);
            for (byte opcode = FirstLoad; opcode <= LastStore; opcode++)
                module.Function($"{opcode}", s_access, [LocalGet, 0, .. Access(opcode, offset)]);
            var instance = world.Instantiate(module);
            for (byte opcode = FirstLoad; opcode <= LastStore; opcode++)
            {
                var access = instance.GetFunction($"{opcode}");
                long last = PageSize - sizes[opcode - FirstLoad] - (long)offset;
                if (last >= 0)
                    access.Invoke((int)last);
                foreach (long address in (long[])[last + 1, last + 7, 0x7FFF_FFFF, 0x8000_0000, uint.MaxValue])
                {
                    if (address > last && address is >= 0 and <= uint.MaxValue)
                        AssertTraps(access, (int)(uint)address);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_address_that_is_known_traps_beyond_the_end_too(BoundsChecks boundsChecks)
    {
        (int Address, uint Offset)[] accesses = [(PageSize - 4, 0), (0, PageSize - 4), (PageSize - 3, 0), (1, PageSize - 4), (PageSize, 0), (-1, 0), (-4, 4), (int.MaxValue, 1), (2 * PageSize, int.MaxValue)];
        using var world = new World(boundsChecks: boundsChecks);
        var module = new ModuleUnderTest().Memory(1, 2);
        foreach (var (address, offset) in accesses)
        {
            module.Function($"load {address} {offset}", s_access, [I32Const, .. ModuleBuilder.S32(address), .. Access(I32Load, offset)]);
            module.Function($"store {address} {offset}", s_access, [I32Const, .. ModuleBuilder.S32(address), LocalGet, 0, I32Store, 0, .. ModuleBuilder.U32(offset)]);
        }

        var instance = world.Instantiate(module);
        foreach (var (address, offset) in accesses)
        {
            foreach (string name in (string[])[$"load {address} {offset}", $"store {address} {offset}"])
            {
                if ((uint)address + (long)offset + 4 <= PageSize)
                    instance.GetFunction(name).Invoke(0x0102_0304);
                else
                    AssertTraps(instance.GetFunction(name), 1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_store_across_the_end_writes_nothing(BoundsChecks boundsChecks)
    {
        (byte Opcode, int Bytes)[] stores = [(I32Store, 4), (0x37, 8), (0x38, 4), (0x39, 8), (0x3B, 2), (0x3D, 2), (LastStore, 4)];
        using var world = new World(boundsChecks: boundsChecks);
        var module = new ModuleUnderTest().Memory(1, 1).Export("memory", ExternalKind.Memory, 0);
        foreach (var (opcode, bytes) in stores)
        {
            module.Function($"{opcode}", s_access, [LocalGet, 0, .. Access(opcode, 0)]);
            for (int address = PageSize - bytes + 1; address < PageSize; address++)
                module.Function($"{opcode} at {address}", s_access, [I32Const, .. ModuleBuilder.S32(address), .. Access(opcode, 0)]);
        }

        var instance = world.Instantiate(module);
        foreach (var (opcode, bytes) in stores)
        {
            for (int address = PageSize - bytes + 1; address < PageSize; address++)
            {
                AssertTraps(instance.GetFunction($"{opcode}"), address);
                AssertTraps(instance.GetFunction($"{opcode} at {address}"), 0);
                Assert.Equal(0, instance.GetMemory("memory").Read<long>(PageSize - 8));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_trap_deep_in_calls_leaves_the_store_as_it_was(BoundsChecks boundsChecks)
    {
        using var world = new World(boundsChecks: boundsChecks);
        var module = new ModuleUnderTest().Memory(1, 1);
        // f(n) = n == 0 ? load(-1) : f(n - 1)
        module.Function("f", s_access,
            [LocalGet, 0, If, Empty, LocalGet, 0, I32Const, 1, I32Sub, Call, 0, 0x05, I32Const, 0x7F, .. Access(I32Load, 0), End]);
        module.Function("load", s_load, LocalGet, 0, I32Load8U, 0, 0);
        var instance = world.Instantiate(module);
        for (int i = 0; i < 20_000; i++)
            AssertTraps(instance.GetFunction("f"), i % 100);
        Assert.Equal(0, instance.GetFunction("load").Call<int, int>(PageSize - 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_trap_below_a_host_function_goes_through_it(BoundsChecks boundsChecks)
    {
        using var world = new World(boundsChecks: boundsChecks);
        Function? load = null;
        int seen = 0;
        world.Define("call", s_access, (ref HostCall call) =>
        {
            try
            {
                load!.Call<int, int>(call.GetI32(0));
            }
            catch (TrapException)
            {
                seen++;
                throw;
            }
        });
        var module = new ModuleUnderTest().ImportFunction("call", s_access).Memory(1, 1);
        module.Function("load", s_load, LocalGet, 0, I32Load8U, 0, 0);
        module.Function("f", s_access, LocalGet, 0, Call, 0);
        var instance = world.Instantiate(module);
        load = instance.GetFunction("load");
        AssertTraps(instance.GetFunction("f"), PageSize);
        Assert.Equal(1, seen);
        instance.GetFunction("f").Invoke(0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_a_memory_grows_by_can_be_used_at_once_by_all_who_import_it(BoundsChecks boundsChecks)
    {
        using var world = new World(boundsChecks: boundsChecks);
        var memory = new Memory(world.Store, new MemoryType(new Limits(1, 3)));
        world.Linker.Define("host", "m", memory);
        Function[] loads = [.. Enumerable.Range(0, 2).Select(_ => world.Instantiate(
            new ModuleUnderTest().ImportMemory("m", 1).Function("load", s_load, LocalGet, 0, I32Load8U, 0, 0)).GetFunction("load"))];
        foreach (long pages in (long[])[1, 2])
        {
            foreach (var load in loads)
                AssertTraps(load, (int)(pages * PageSize));
            Assert.Equal(pages, memory.Grow(1));
            memory.Write(pages * PageSize, (byte)pages);
            foreach (var load in loads)
                Assert.Equal(pages, load.Call<int, int>((int)(pages * PageSize)));
        }

        Assert.Equal(-1, memory.Grow(1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Stores_in_several_threads_trap_each_for_itself(BoundsChecks boundsChecks)
    {
        using var engine = new Engine(boundsChecks: boundsChecks);
        using var module = engine.Compile(new ModuleUnderTest().Memory(1, 100)
            .Function("load", s_load, LocalGet, 0, I32Load8U, 0, 0)
            .Function("grow", s_load, LocalGet, 0, 0x40, 0).ToArray());
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            using var store = new Store(engine);
            var instance = new Linker(store).Instantiate(module);
            for (int pages = 1; pages < 100; pages++)
            {
                AssertTraps(instance.GetFunction("load"), pages * PageSize);
                Assert.Equal(pages, instance.GetFunction("grow").Call<int, int>(1));
                Assert.Equal(0, instance.GetFunction("load").Call<int, int>(pages * PageSize));
            }
        });
    }

    [Fact]
    public void An_engine_guards_memories_by_itself_where_it_can()
    {
        using var engine = new Engine();
        Assert.Equal(FaultHandler.IsSupported ? BoundsChecks.Guard : BoundsChecks.Explicit, engine.BoundsChecks);
    }

    [Fact]
    public void Code_for_guarded_memories_has_no_checks()
    {
        Assert.SkipUnless(FaultHandler.IsSupported, "Memories cannot be guarded on this system.");
        int checks = SizeOfLoads(BoundsChecks.Explicit) - SizeOfLoads(BoundsChecks.Guard);
        // A load of one instruction, of 8 bytes, in place of three.
        Assert.True(checks >= 100 * 8, $"100 loads are {checks} bytes shorter");

        static int SizeOfLoads(BoundsChecks boundsChecks)
        {
            using var engine = new Engine(boundsChecks: boundsChecks);
            byte[] loads = [.. Enumerable.Repeat(new byte[] { I32Load, 0, 0 }, 100).SelectMany(load => load)];
            using var module = engine.Compile(new ModuleUnderTest().Memory(1, 1).Function("f", s_load, [LocalGet, 0, .. loads]).ToArray());
            return module.CodeSize;
        }
    }

    private static void AssertTraps(Function function, int argument) =>
        Assert.Equal(TrapKind.OutOfBoundsMemoryAccess, Assert.Throws<TrapException>(() => function.Invoke(argument)).Kind);

    /// <summary>A load that drops what it loads, or a store of zero.</summary>
    private static byte[] Access(byte opcode, uint offset)
    {
        byte[] instruction = [opcode, 0, .. ModuleBuilder.U32(offset)];
        return opcode < FirstStore ? [.. instruction, Drop] : [.. Value(opcode), .. instruction];
    }

    // Of ones, so that a store across the end would be seen.
    private static byte[] Value(byte opcode) => (opcode - FirstStore) switch
    {
        0 or 4 or 5 => [I32Const, 0x7F],
        2 => [F32Const, 0, 0, 0x80, 0x3F],
        3 => [F64Const, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F],
        _ => [I64Const, 0x7F],
    };
}
