namespace StencilJit.Wasm.Tests.Execution;

public sealed class HostFunctionTests
{
    private const byte LocalGet = 0x20, Call = 0x10, I32Const = 0x41, I32Add = 0x6A, CallIndirect = 0x11;

    private static readonly FunctionType s_unary = new([ValueKind.I32], [ValueKind.I32]);
    private static readonly FunctionType s_action = new([], []);

    [Fact]
    public void Arguments_and_results_of_every_kind_arrive()
    {
        using var world = new World();
        var kinds = new[] { ValueKind.I32, ValueKind.I64, ValueKind.F32, ValueKind.F64, ValueKind.ExternRef, ValueKind.FuncRef };
        var type = new FunctionType([.. kinds], [.. kinds.Reverse()]);
        world.Define("f", type, (ref HostCall call) =>
        {
            var (a, b, c, d) = (call.GetI32(0), call.GetI64(1), call.GetF32(2), call.GetF64(3));
            var (e, f) = (call.GetExternRef(4), call.GetFuncRef(5));
            call.SetFuncRef(0, f);
            call.SetExternRef(1, e);
            call.SetF64(2, d);
            call.SetF32(3, c);
            call.SetI64(4, b);
            call.SetI32(5, a);
        });
        var module = new ModuleUnderTest().ImportFunction("f", type);
        module.Function("g", type, [.. Enumerable.Range(0, 6).SelectMany(local => new[] { LocalGet, (byte)local }), Call, 0]);
        var g = world.Instantiate(module).GetFunction("g");

        var thing = new object();
        var results = g.Invoke(-1, long.MinValue, 1.5f, -2.5, Value.ExternRef(thing), Value.FuncRef(g));

        Assert.Equal([Value.FuncRef(g), Value.ExternRef(thing), -2.5, 1.5f, long.MinValue, -1], results);
    }

    [Fact]
    public void Operands_below_the_arguments_survive_a_call_of_an_import()
    {
        using var world = new World();
        world.Define("twice", s_unary, (ref HostCall call) => call.SetI32(0, 2 * call.GetI32(0)));
        var module = new ModuleUnderTest().ImportFunction("twice", s_unary);
        module.Table(1).Elements(0, 0);
        // 100 + (2 * local), the 100 being an operand that is computed; directly and through a table.
        module.Function("direct", s_unary, LocalGet, 0, I32Const, 5, I32Add, LocalGet, 0, Call, 0, I32Add);
        module.Function("indirect", s_unary, LocalGet, 0, I32Const, 5, I32Add, LocalGet, 0, I32Const, 0, CallIndirect, 0, 0, I32Add);
        var instance = world.Instantiate(module);

        Assert.Equal(10 + 5 + 20, instance.GetFunction("direct").Call<int, int>(10));
        Assert.Equal(10 + 5 + 20, instance.GetFunction("indirect").Call<int, int>(10));
    }

    [Fact]
    public void An_exception_comes_out_as_the_same_object_and_the_store_stays_usable()
    {
        using var world = new World();
        var thrown = new InvalidTimeZoneException("thrown by the host");
        world.Define("throw", s_action, (ref HostCall _) => throw thrown);
        var module = new ModuleUnderTest().ImportFunction("throw", s_action);
        module.Function("f", s_action, Call, 0);
        module.Function("id", s_unary, LocalGet, 0);
        var instance = world.Instantiate(module);

        Assert.Same(thrown, Assert.Throws<InvalidTimeZoneException>(() => instance.GetFunction("f").Invoke()));
        Assert.Equal(7, instance.GetFunction("id").Call<int, int>(7));
        Assert.Same(thrown, Assert.Throws<InvalidTimeZoneException>(() => instance.GetFunction("f").Invoke()));
    }

    [Fact]
    public void Calls_nest_and_a_trap_inside_can_be_caught_outside()
    {
        using var world = new World();
        Instance? instance = null;
        var depths = new List<int>();
        world.Define("again", s_unary, (ref HostCall call) =>
        {
            int depth = call.GetI32(0);
            int result = depth == 0 ? 1 : instance!.GetFunction("f").Call<int, int>(depth - 1);
            depths.Add(depth);
            try
            {
                instance!.GetFunction("trap").Invoke();
            }
            catch (TrapException trap)
            {
                Assert.Equal(TrapKind.Unreachable, trap.Kind);
                result++;
            }

            call.SetI32(0, result);
        });
        var module = new ModuleUnderTest().ImportFunction("again", s_unary);
        module.Function("f", s_unary, LocalGet, 0, LocalGet, 0, Call, 0, I32Add);
        module.Function("trap", s_action, 0x00);
        instance = world.Instantiate(module);

        // f(n) = n + (f(n - 1) + 1), f(0) = 0 + (1 + 1).
        Assert.Equal(3 + 1 + 2 + 1 + 1 + 1 + 2, instance.GetFunction("f").Call<int, int>(3));
        Assert.Equal([0, 1, 2, 3], depths);
    }

    [Fact]
    public void Collections_and_null_references_inside_host_functions_leave_the_code_between_them_alone()
    {
        using var world = new World();
        Instance? instance = null;
        world.Define("again", s_unary, (ref HostCall call) =>
        {
            int depth = call.GetI32(0);
            var kept = new[] { depth };
            GC.Collect();
            Assert.Throws<NullReferenceException>(() => ((int[]?)null)!.Length);
            int result = depth == 0 ? 0 : instance!.GetFunction("f").Call<int, int>(depth - 1);
            call.SetI32(0, result + kept[0]);
        });
        var module = new ModuleUnderTest().ImportFunction("again", s_unary);
        module.Function("f", s_unary, LocalGet, 0, LocalGet, 0, Call, 0, I32Add);
        instance = world.Instantiate(module);

        // f(n) = n + (f(n - 1) + n).
        Assert.Equal(5 * 6, instance.GetFunction("f").Call<int, int>(5));
    }

    [Fact]
    public void A_call_knows_its_caller_and_that_one_s_memory()
    {
        using var world = new World();
        Instance? caller = null;
        world.Define("poke", s_action, (ref HostCall call) =>
        {
            caller = call.Caller;
            call.Memory!.Write(8, 0x01020304);
            Assert.True(call.Memory.TryGetSpan(8, 4, out var bytes));
            Assert.Equal([4, 3, 2, 1], bytes.ToArray());
            Assert.False(call.Memory.TryGetSpan(65535, 2, out _));
        });
        var module = new ModuleUnderTest().ImportFunction("poke", s_action).Memory(1, 1);
        module.Function("f", s_action, Call, 0);
        module.Function("peek", s_unary, LocalGet, 0, 0x28, 2, 0);
        var instance = world.Instantiate(module);
        instance.GetFunction("f").Invoke();

        Assert.Same(instance, caller);
        Assert.Equal(0x01020304, instance.GetFunction("peek").Call<int, int>(8));
    }

    [Fact]
    public void DotNet_calls_a_host_function_without_a_caller()
    {
        using var world = new World();
        var function = new Function(world.Store, new HostFunction(s_unary, (ref HostCall call) =>
        {
            Assert.Null(call.Caller);
            call.SetI32(0, call.GetI32(0) + 1);
        }));

        Assert.Equal(42, function.Call<int, int>(41));
    }
}
