namespace StencilJit.Wasm.Tests.Execution;

public sealed class StoreTests
{
    private static readonly FunctionType s_action = new([], []);
    private static readonly FunctionType s_constant = new([], [ValueKind.I32]);

    private static ModuleUnderTest Counter
    {
        get
        {
            var module = new ModuleUnderTest().Global(ValueKind.I32, true, 0x41, 0);
            return module.Function("next", s_constant, 0x23, 0, 0x41, 1, 0x6A, 0x24, 0, 0x23, 0);
        }
    }

    [Fact]
    public void A_module_is_compiled_once_and_its_instances_keep_their_own_state()
    {
        using var world = new World();
        var module = world.Compile(Counter);
        var (one, two) = (world.Linker.Instantiate(module).GetFunction("next"), world.Linker.Instantiate(module).GetFunction("next"));
        Assert.Equal(1, one.Call<int>());
        Assert.Equal(2, one.Call<int>());
        Assert.Equal(1, two.Call<int>());
    }

    [Fact]
    public void Stores_of_one_module_run_on_several_threads_at_once()
    {
        using var world = new World();
        var module = world.Compile(Counter);
        Parallel.For(0, 8, _ =>
        {
            using var store = new Store(world.Engine);
            var next = new Linker(store).Instantiate(module).GetFunction("next");
            for (int i = 1; i <= 10_000; i++)
                Assert.Equal(i, next.Call<int>());
        });
    }

    [Fact]
    public void Code_lives_as_long_as_a_store_that_uses_it_and_no_longer()
    {
        using var engine = new Engine();
        RunCounter(engine);
        // What calls from .NET go through stays with the engine.
        long empty = engine.CodeSize;
        Assert.True(RunCounter(engine) > empty);
        Assert.Equal(empty, engine.CodeSize);
    }

    [Fact]
    public void What_belongs_to_a_disposed_store_cannot_be_used()
    {
        using var engine = new Engine();
        using var module = engine.Compile(Counter.Memory(1, 1).ToArray());
        var store = new Store(engine);
        var instance = new Linker(store).Instantiate(module);
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => instance.GetFunction("next").Call<int>());
        Assert.Throws<ObjectDisposedException>(() => instance.Memory!.Read<byte>(0));
        Assert.Throws<ObjectDisposedException>(() => new Linker(store).Instantiate(module));
    }

    [Fact]
    public void A_disposed_engine_or_module_cannot_be_used_for_new_things()
    {
        using var store = new Store(new Engine());
        var engine = new Engine();
        var module = engine.Compile(Counter.ToArray());
        using var other = new Store(engine);
        module.Dispose();
        Assert.Throws<ObjectDisposedException>(() => new Linker(other).Instantiate(module));
        engine.Dispose();
        other.Dispose();
        Assert.Throws<ObjectDisposedException>(() => engine.Compile(Counter.ToArray()));
    }

    [Fact]
    public void A_store_cannot_be_disposed_nor_entered_by_another_thread_while_its_code_runs()
    {
        using var world = new World();
        Exception? disposing = null;
        Exception? entering = null;
        Instance? instance = null;
        world.Define("callback", s_action, (ref HostCall call) =>
        {
            var store = call.Store;
            disposing = Record.Exception(store.Dispose);
            var thread = new Thread(() => entering = Record.Exception(() => instance!.GetFunction("f").Invoke()));
            thread.Start();
            thread.Join();
        });
        instance = world.Instantiate(new ModuleUnderTest().ImportFunction("callback", s_action).Function("f", s_action, 0x10, 0));
        instance.GetFunction("f").Invoke();
        Assert.IsType<InvalidOperationException>(disposing);
        Assert.IsType<InvalidOperationException>(entering);
    }

    [Fact]
    public void Stores_that_nobody_disposes_are_collected()
    {
        using var engine = new Engine();
        var stores = Enumerable.Range(0, 20).Select(_ => Abandon(engine)).ToArray();
        for (int i = 0; i < 10 && stores.Any(store => store.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.DoesNotContain(stores, store => store.IsAlive);
    }

    [Fact]
    public void An_engine_keeps_no_module_that_it_compiled()
    {
        using var engine = new Engine();
        var bytes = Forget(engine);
        for (int i = 0; i < 10 && bytes.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(bytes.IsAlive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Forget(Engine engine)
    {
        byte[] bytes = Counter.ToArray();
        engine.Compile(bytes).Dispose();
        return new WeakReference(bytes);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Abandon(Engine engine)
    {
        var store = new Store(engine);
        var instance = new Linker(store).Instantiate(engine.Compile(Counter.Memory(1, 1).ToArray()));
        Assert.Equal(1, instance.GetFunction("next").Call<int>());
        return new WeakReference(store);
    }

    /// <summary>Runs code of a module that ends before its store does.</summary>
    /// <returns>How much code there was then.</returns>
    private static long RunCounter(Engine engine)
    {
        var module = engine.Compile(Counter.ToArray());
        using var store = new Store(engine);
        var next = new Linker(store).Instantiate(module).GetFunction("next");
        module.Dispose();
        Assert.Equal(1, next.Call<int>());
        return engine.CodeSize;
    }
}
