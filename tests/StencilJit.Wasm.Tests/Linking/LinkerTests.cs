namespace StencilJit.Wasm.Tests.Linking;

public sealed class LinkerTests
{
    private static readonly FunctionType s_action = new([], []);
    private static readonly FunctionType s_unary = new([ValueKind.I32], [ValueKind.I32]);

    [Fact]
    public void A_missing_import_is_named_in_the_message()
    {
        using var world = new World();
        var error = Assert.Throws<LinkException>(() => world.Instantiate(new ModuleUnderTest().ImportFunction("f", s_action)));
        Assert.Equal(
            "unknown import: the module imports the function \"f\" of \"host\", which is not defined. Define it in the linker.",
            error.Message);
        Assert.Equal("f", error.Import.Name);
    }

    [Fact]
    public void A_function_of_another_type_is_refused_with_both_types()
    {
        using var world = new World();
        world.Define("f", s_unary, (ref HostCall _) => { });
        var error = Assert.Throws<LinkException>(() => world.Instantiate(new ModuleUnderTest().ImportFunction("f", s_action)));
        Assert.Equal("incompatible import type", error.Reason);
        Assert.EndsWith("of type [] -> [], but the one given is of type [i32] -> [i32].", error.Message);
    }

    [Fact]
    public void A_memory_that_is_too_small_is_refused_until_it_has_grown()
    {
        using var world = new World();
        var memory = new Memory(world.Store, new MemoryType(new Limits(1, 3)));
        world.Linker.Define("host", "m", memory);
        var module = new ModuleUnderTest().ImportMemory("m", 2);
        var error = Assert.Throws<LinkException>(() => world.Instantiate(module));
        Assert.EndsWith("of 2 or more pages, but the one given is of 1 to 3.", error.Message);

        Assert.Equal(1, memory.Grow(1));
        Assert.Same(memory, world.Instantiate(module).Memory);
    }

    [Fact]
    public void A_global_must_agree_in_type_and_mutability()
    {
        using var world = new World();
        world.Linker.Define("host", "g", new Global(world.Store, new GlobalType(ValueKind.I32, true), 1));
        var error = Assert.Throws<LinkException>(
            () => world.Instantiate(new ModuleUnderTest().ImportGlobal("g", ValueKind.I64, isMutable: false)));
        Assert.EndsWith("an immutable i64, but the one given is a mutable i32.", error.Message);
    }

    [Fact]
    public void What_belongs_to_another_store_cannot_be_defined()
    {
        using var world = new World();
        using var other = new Store(world.Engine);
        var memory = new Memory(other, new MemoryType(new Limits(1, 1)));
        Assert.Throws<ArgumentException>(() => world.Linker.Define("host", "m", memory));
    }

    [Fact]
    public void A_module_of_another_engine_cannot_be_instantiated()
    {
        using var world = new World();
        using var other = new World();
        var module = other.Compile(new ModuleUnderTest().Function("f", s_action));
        Assert.Throws<ArgumentException>(() => world.Linker.Instantiate(module));
    }

    [Fact]
    public void An_export_that_is_not_there_is_answered_with_those_that_are()
    {
        using var world = new World();
        var instance = world.Instantiate(new ModuleUnderTest().Function("f", s_action).Memory(1, 1).Export("m", ExternalKind.Memory, 0));
        Assert.Equal(
            "The instance exports no function 'g'. Its exports: f, m.",
            Assert.Throws<KeyNotFoundException>(() => instance.GetFunction("g")).Message);
        Assert.Equal(
            "The export 'm' is not a function but a memory.",
            Assert.Throws<KeyNotFoundException>(() => instance.GetFunction("m")).Message);
    }

    [Fact]
    public void Instances_that_share_a_memory_both_see_it_grow()
    {
        using var world = new World();
        var type = new FunctionType([], [ValueKind.I32]);
        var memory = new Memory(world.Store, new MemoryType(new Limits(1, 10)));
        world.Linker.Define("host", "m", memory);
        var module = new ModuleUnderTest().ImportMemory("m", 1);
        module.Function("size", type, 0x3F, 0);
        module.Function("grow", s_unary, 0x20, 0, 0x40, 0);
        var (one, two) = (world.Instantiate(module), world.Instantiate(module));

        Assert.Equal(1, one.GetFunction("grow").Call<int, int>(2));
        Assert.Equal(3, two.GetFunction("size").Call<int>());
        Assert.Equal(3, memory.Grow(7));
        Assert.Equal(10, one.GetFunction("size").Call<int>());
        Assert.Equal(-1, two.GetFunction("grow").Call<int, int>(1));
        Assert.Equal(-1, memory.Grow(1));
    }
}
