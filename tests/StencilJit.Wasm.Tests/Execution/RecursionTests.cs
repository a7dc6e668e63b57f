namespace StencilJit.Wasm.Tests.Execution;

/// <summary>Recursion that has no end stops with a trap, whatever it recurses through and however small the stack is.</summary>
public sealed class RecursionTests
{
    private const byte LocalGet = 0x20, Call = 0x10, I32Const = 0x41, CallIndirect = 0x11;

    private static readonly FunctionType s_action = new([], []);

    public static TheoryData<string, int, CompilationMode> Cases =>
        new MatrixTheoryData<string, int, CompilationMode>(
            ["direct", "indirect", "imported", "host", "large"], [256, 512, 1536, 16384], Enum.GetValues<CompilationMode>());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Endless_recursion_traps(string function, int stackKilobytes, CompilationMode compilation)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => Recurse(function, compilation)), stackKilobytes << 10);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    [Fact]
    public void The_value_stack_s_size_decides_how_deep_calls_can_nest()
    {
        int small = Depth(64 << 10);
        int large = Depth(512 << 10);
        Assert.InRange(small, 1000, 100_000);
        Assert.InRange(large, 7 * small, 9 * small);
    }

    private static void Recurse(string function, CompilationMode compilation)
    {
        using var world = new World(compilation: compilation);
        Instance? instance = null;
        world.Define("back", s_action, (ref HostCall _) => instance!.GetFunction("host").Invoke());
        var one = new ModuleUnderTest().Table(1).ImportFunction("back", s_action);
        one.Function("direct", s_action, Call, 1);
        one.Function("indirect", s_action, I32Const, 0, CallIndirect, 0, 0);
        one.Function("host", s_action, Call, 0);
        // Much of the value stack a call, with locals that are set to zero.
        one.Function("large", s_action, [.. Enumerable.Repeat(ValueKind.I64, 3000)], Call, 4);
        one.Elements(0, 2).Export("table", ExternalKind.Table, 0);
        instance = world.Instantiate(one);

        // Two instances that call each other through a table: each call changes the instance.
        world.Linker.DefineInstance("host", instance);
        var two = new ModuleUnderTest().ImportFunction("direct", s_action);
        two.Function("imported", s_action, Call, 0);
        var second = world.Instantiate(two);

        var recursive = function == "imported" ? second.GetFunction("imported") : instance.GetFunction(function);
        for (int attempt = 0; attempt < 2; attempt++)
        {
            var trap = Assert.Throws<TrapException>(() => recursive.Invoke());
            Assert.Equal(TrapKind.CallStackExhausted, trap.Kind);
        }
    }

    private static int Depth(int stackSize)
    {
        using var world = new World(stackSize);
        var module = new ModuleUnderTest().Global(ValueKind.I32, true, I32Const, 0).Export("depth", ExternalKind.Global, 0);
        module.Function("f", s_action, 0x23, 0, I32Const, 1, 0x6A, 0x24, 0, Call, 0);
        var instance = world.Instantiate(module);
        Assert.Throws<TrapException>(() => instance.GetFunction("f").Invoke());
        return instance.GetGlobal("depth").Value.AsI32();
    }
}
