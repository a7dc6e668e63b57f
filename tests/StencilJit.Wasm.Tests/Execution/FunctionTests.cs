namespace StencilJit.Wasm.Tests.Execution;

public sealed class FunctionTests
{
    private static readonly FunctionType s_add = new([ValueKind.I32, ValueKind.I32], [ValueKind.I32]);

    private static ModuleUnderTest Adder => new ModuleUnderTest().Function("add", s_add, 0x20, 0, 0x20, 1, 0x6A);

    [Fact]
    public void A_typed_call_takes_signed_and_unsigned_numbers()
    {
        using var world = new World();
        var add = world.Instantiate(Adder).GetFunction("add");
        Assert.Equal(-1, add.Call<int, int, int>(-3, 2));
        Assert.Equal(0xFFFFFFFFu, add.Call<uint, uint, uint>(0xFFFFFFF0, 15));
    }

    [Fact]
    public void A_typed_call_of_another_type_is_refused_before_anything_runs()
    {
        using var world = new World();
        var add = world.Instantiate(Adder).GetFunction("add");
        var error = Assert.Throws<InvalidOperationException>(() => add.Call<long, int, int>(1, 2));
        Assert.Contains("[i32 i32] -> [i32]", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => add.Call<int, int>(1));
        Assert.Throws<InvalidOperationException>(() => add.Call<int, int, double>(1, 2));
    }

    [Fact]
    public void Wrong_arguments_are_refused_with_the_function_s_type()
    {
        using var world = new World();
        var add = world.Instantiate(Adder).GetFunction("add");
        Assert.Contains("it takes 2 arguments, not 1", Assert.Throws<ArgumentException>(() => add.Invoke(1)).Message, StringComparison.Ordinal);
        Assert.Contains("is of type f64, but i32", Assert.Throws<ArgumentException>(() => add.Invoke(1, 2.0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_typed_call_allocates_nothing()
    {
        using var world = new World();
        var add = world.Instantiate(Adder).GetFunction("add");
        add.Call<int, int, int>(1, 2);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            add.Call<int, int, int>(i, 2);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Locals_of_an_import_s_results_and_many_parameters_keep_apart()
    {
        // More results than parameters: they overlay what is below the locals.
        var type = new FunctionType([ValueKind.I32], [ValueKind.I32, ValueKind.I64, ValueKind.I32, ValueKind.I32]);
        using var world = new World();
        var module = new ModuleUnderTest();
        module.Function("f", type, [ValueKind.I64], 0x42, 7, 0x21, 1, 0x41, 5, 0x20, 1, 0x20, 0, 0x20, 0);
        Assert.Equal([5, 7L, 3, 3], world.Instantiate(module).GetFunction("f").Invoke(3));
    }

    [Fact]
    public void The_same_function_is_always_the_same_object()
    {
        using var world = new World();
        var module = Adder.Table(1).Elements(0, 0).Export("t", ExternalKind.Table, 0);
        var instance = world.Instantiate(module);
        Assert.Same(instance.GetFunction("add"), instance.GetTable("t")[0].AsFuncRef());
    }
}
