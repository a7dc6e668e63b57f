using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Wasm.Tests.Compilation;

/// <summary>Functions that are compiled when they are first called.</summary>
public sealed class LazyFunctionsTests
{
    private const byte LocalGet = 0x20, LocalSet = 0x21, I32Const = 0x41, I32Add = 0x6A, I32DivS = 0x6D, Call = 0x10, CallIndirect = 0x11, RefFunc = 0xD2;

    private static readonly FunctionType s_unary = new([ValueKind.I32], [ValueKind.I32]);

    [Fact]
    public void A_function_becomes_code_at_its_first_call_and_once_for_all_instances()
    {
        using var world = LazyWorld();
        var module = world.Compile(new ModuleUnderTest().Function("f", s_unary, Add(1)).Function("g", s_unary, Add(2)));
        int before = module.CodeSize;
        var first = world.Linker.Instantiate(module);
        Assert.Equal(before, module.CodeSize);

        Assert.Equal(11, first.GetFunction("f").Call<int, int>(10));
        int one = module.CodeSize;
        Assert.InRange(one, before + 1, int.MaxValue);
        Assert.Equal(11, first.GetFunction("f").Call<int, int>(10));
        Assert.Equal(module.Code.Functions[0], CodeOf(first, 0));
        using var store = new Store(world.Engine);
        Assert.Equal(11, new Linker(store).Instantiate(module).GetFunction("f").Call<int, int>(10));
        Assert.Equal(one, module.CodeSize);

        Assert.Equal(12, first.GetFunction("g").Call<int, int>(10));
        Assert.InRange(module.CodeSize, one + 1, int.MaxValue);
    }

    [Fact]
    public void An_instance_that_was_made_before_uses_what_another_one_had_compiled()
    {
        using var world = LazyWorld();
        var module = world.Compile(new ModuleUnderTest().Function("f", s_unary, [.. Add(1), Call, 1]).Function(null, s_unary, Add(2)));
        var first = world.Linker.Instantiate(module);
        var second = world.Linker.Instantiate(module);
        Assert.Equal(3, first.GetFunction("f").Call<int, int>(0));
        int size = module.CodeSize;
        Assert.Equal(3, second.GetFunction("f").Call<int, int>(0));
        Assert.Equal(size, module.CodeSize);
    }

    [Fact]
    public void However_a_function_is_called_first_it_is_compiled()
    {
        var module = new ModuleUnderTest().Table(3);
        module.Function(null, new([], []), I32Const, 5, Call, 1, 0x24, 0).Start(0);
        module.Function(null, s_unary, Add(1));
        module.Function("indirect", s_unary, LocalGet, 0, I32Const, 2, CallIndirect, module.TypeIndex(s_unary), 0);
        module.Function(null, s_unary, Add(2));
        module.Function(null, s_unary, Add(4));
        module.Function("reference", new([], [ValueKind.FuncRef]), RefFunc, 4);
        module.Function("self", s_unary, LocalGet, 0, 0x04, 0x7F, LocalGet, 0, I32Const, 0x7F, I32Add, Call, 6, I32Const, 2, I32Add, 0x05, I32Const, 0, 0x0B);
        module.Elements(1, 4, 3).Global(ValueKind.I32, true, I32Const, 0).Export("started", ExternalKind.Global, 0).Export("table", ExternalKind.Table, 0);
        using var world = LazyWorld();
        var instance = world.Instantiate(module);
        Assert.Equal(6, instance.GetGlobal("started").Value.AsI32());
        Assert.Equal(12, instance.GetFunction("indirect").Call<int, int>(10));
        var reference = (Function)instance.GetFunction("reference").Invoke()[0].Reference!;
        Assert.Equal(14, reference.Call<int, int>(10));
        Assert.Same(reference, instance.GetTable("table")[1].Reference);
        Assert.Equal(200, instance.GetFunction("self").Call<int, int>(100));
    }

    [Fact]
    public void Modules_call_each_other_s_functions_for_the_first_time()
    {
        using var world = LazyWorld();
        world.Linker.DefineInstance("host", world.Instantiate(new ModuleUnderTest().Memory(1, 1).Function("f", s_unary, Add(1))));
        var second = world.Instantiate(new ModuleUnderTest().ImportFunction("f", s_unary).Function("g", s_unary, [.. Add(2), Call, 0]));
        Assert.Equal(3, second.GetFunction("g").Call<int, int>(0));
        Assert.Equal(4, second.GetFunction("g").Call<int, int>(1));
    }

    [Fact]
    public void What_is_invalid_is_told_although_nobody_calls_it()
    {
        var module = new ModuleUnderTest();
        for (int i = 0; i < 120; i++)
            module.Function(null, s_unary, i is 41 or 42 or 80 or 119 ? [LocalGet, 1] : Add(1));
        byte[] bytes = module.ToArray();
        using var engine = new Engine(compilation: CompilationMode.Lazy);
        using var threaded = Worlds.ThreadedEngine(compilation: CompilationMode.Lazy);
        long before = engine.CodeSize;
        Assert.Equal(41, Assert.Throws<WasmValidationException>(() => engine.Compile(bytes)).FunctionIndex);
        for (int i = 0; i < 50; i++)
            Assert.Equal(41, Assert.Throws<WasmValidationException>(() => threaded.Compile(bytes)).FunctionIndex);
        Assert.Equal((before, before), (engine.CodeSize, threaded.CodeSize));
    }

    [Fact]
    public void Too_many_parameters_are_told_although_nobody_calls_the_function()
    {
        var many = new FunctionType([.. Enumerable.Repeat(ValueKind.I64, 3000)], []);
        using var engine = new Engine(compilation: CompilationMode.Lazy);
        var error = Assert.Throws<WasmFormatException>(() => engine.Compile(new ModuleUnderTest().Function(null, s_unary, Add(1)).Function("f", many).ToArray()));
        Assert.Equal(1, error.FunctionIndex);
        Assert.Contains("parameters or results", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_validation_that_is_canceled_leaves_nothing_behind()
    {
        byte[] bytes = new ModuleUnderTest().Function("f", s_unary, Add(1)).Function("g", s_unary, Add(1)).ToArray();
        using var engine = Worlds.ThreadedEngine(compilation: CompilationMode.Lazy);
        long before = engine.CodeSize;
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => WasmModule.Compile(engine, bytes, cancellation: source.Token));
        Assert.Equal(before, engine.CodeSize);
    }

    [Fact]
    public void A_first_call_without_room_for_the_code_fails_and_can_be_repeated()
    {
        using var world = LazyWorld();
        byte[] large = [.. Enumerable.Repeat<byte[]>([.. Add(1), LocalSet, 0], 4000).SelectMany(bytes => bytes), LocalGet, 0];
        var instance = world.Instantiate(new ModuleUnderTest().Function("f", s_unary, LocalGet, 0, Call, 1).Function("large", s_unary, large));
        var heap = world.Engine.Code.Heap;
        using (world.Engine.Code.Image.CreateWriter((int)(heap.LongestFree - 4096)))
        {
            var error = Assert.Throws<CodeHeapExhaustedException>(() => instance.GetFunction("f").Call<int, int>(7));
            Assert.Contains("and large takes more", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(4007, instance.GetFunction("f").Call<int, int>(7));
    }

    [Fact]
    public void A_trap_in_a_function_that_was_just_compiled_is_one()
    {
        using var world = LazyWorld();
        var instance = world.Instantiate(new ModuleUnderTest().Function("f", s_unary, LocalGet, 0, Call, 1).Function(null, s_unary, I32Const, 1, LocalGet, 0, I32DivS));
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(TrapKind.IntegerDivideByZero, Assert.Throws<TrapException>(() => instance.GetFunction("f").Call<int, int>(0)).Kind);
            Assert.Equal(1, instance.GetFunction("f").Call<int, int>(1));
        }
    }

    [Fact]
    public void Functions_are_still_compiled_when_only_the_store_is_left()
    {
        var engine = new Engine(compilation: CompilationMode.Lazy);
        using var store = new Store(engine);
        var module = engine.Compile(new ModuleUnderTest().Function("f", s_unary, [.. Add(1), Call, 1]).Function(null, s_unary, Add(2)).ToArray());
        var instance = new Linker(store).Instantiate(module);
        module.Dispose();
        engine.Dispose();
        Assert.Equal(3, instance.GetFunction("f").Call<int, int>(0));
    }

    [Fact]
    public void A_module_gives_all_its_space_back()
    {
        using var engine = new Engine(compilation: CompilationMode.Lazy);
        // What calls of the type take stays for other modules.
        Run();
        long before = engine.CodeSize;
        Run();
        Assert.Equal(before, engine.CodeSize);

        void Run()
        {
            using var module = engine.Compile(new ModuleUnderTest().Function("f", s_unary, [.. Add(1), Call, 1]).Function(null, s_unary, Add(2)).ToArray());
            using var store = new Store(engine);
            Assert.Equal(3, new Linker(store).Instantiate(module).GetFunction("f").Call<int, int>(0));
        }
    }

    [Fact]
    public void Threads_call_the_same_functions_for_the_first_time_at_once()
    {
        const int count = 100;
        var declared = new ModuleUnderTest();
        for (int i = 0; i < count; i++)
            declared.Function($"f{i}", s_unary, [.. Add(i), .. i < count - 1 ? [Call, .. ModuleBuilder.U32((uint)i + 1)] : Array.Empty<byte>()]);
        using var engine = new Engine(compilation: CompilationMode.Lazy);
        for (int round = 0; round < 20; round++)
        {
            using var module = engine.Compile(declared.ToArray());
            using var barrier = new Barrier(4);
            Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
            {
                using var store = new Store(engine);
                var instance = new Linker(store).Instantiate(module);
                int first = thread % 2 * (count / 2);
                Assert.Equal(Enumerable.Range(first, count - first).Sum(), instance.GetFunction($"f{first}").Call<int, int>(0));
            });
        }
    }

    [Fact]
    public void What_a_log_records_is_compiled_at_once()
    {
        var log = new StitchLog();
        using var engine = new Engine(compilation: CompilationMode.Lazy);
        using var module = engine.Compile(new ModuleUnderTest().Function("f", s_unary, Add(1)).Function("g", s_unary, Add(2)).ToArray(), log);
        Assert.Equal(["f", "g"], log.ToTrace().Blocks.SelectMany(block => block.Regions).Select(region => region.Name));
    }

    [Fact]
    public void A_module_without_functions_can_be_instantiated()
    {
        using var world = LazyWorld();
        Assert.Empty(world.Instantiate(new ModuleUnderTest()).Exports);
    }

    [Fact]
    public void Another_mode_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("compilation", () => new Engine(compilation: (CompilationMode)2));

    private static unsafe nint CodeOf(Instance instance, int function) => instance.FunctionAt(function)->Code;

    private static World LazyWorld() => new(compilation: CompilationMode.Lazy);

    private static byte[] Add(int number) => [LocalGet, 0, I32Const, .. ModuleBuilder.S32(number), I32Add];
}
