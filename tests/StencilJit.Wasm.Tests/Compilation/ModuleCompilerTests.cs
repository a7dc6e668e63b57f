using System.Collections.Immutable;
using StencilJit.Wasm.Compilation;

namespace StencilJit.Wasm.Tests.Compilation;

/// <summary>Modules whose parts several threads compile at once.</summary>
public sealed class ModuleCompilerTests
{
    private const byte LocalGet = 0x20, LocalSet = 0x21, I32Const = 0x41, F64Const = 0x44, I32Add = 0x6A, F64Add = 0xA0, Call = 0x10, End = 0x0B;

    private static readonly FunctionType s_unary = new([ValueKind.I32], [ValueKind.I32]);

    [Fact]
    public void Functions_of_different_parts_call_each_other()
    {
        // The first half calls forwards, the second one backwards; each adds its number.
        const int count = 100;
        var module = new ModuleUnderTest();
        for (byte i = 0; i < count; i++)
        {
            var next = i == count / 2 ? (byte?)null : (byte)(count - 1 - i + (i < count / 2 ? 0 : 1));
            byte[] add = [LocalGet, 0, I32Const, .. ModuleBuilder.S32(i), I32Add];
            module.Function($"f{i}", s_unary, next is { } callee ? [.. add, Call, .. ModuleBuilder.U32(callee)] : add);
        }

        using var threaded = new World(Worlds.ThreadedEngine());
        using var alone = new World();
        var instance = threaded.Instantiate(module);
        var expected = alone.Instantiate(module);
        for (int i = 0; i < count; i++)
            Assert.Equal(expected.GetFunction($"f{i}").Call<int, int>(7), instance.GetFunction($"f{i}").Call<int, int>(7));
    }

    [Fact]
    public void What_is_wrong_is_told_of_the_first_function_however_many_are_wrong()
    {
        var module = new ModuleUnderTest();
        for (int i = 0; i < 120; i++)
            module.Function(null, s_unary, i is 41 or 42 or 80 or 119 ? [LocalGet, 1] : [LocalGet, 0, LocalGet, 0, I32Add]);
        byte[] bytes = module.ToArray();
        using var engine = Worlds.ThreadedEngine();
        long before = engine.CodeSize;
        for (int i = 0; i < 50; i++)
            Assert.Equal(41, Assert.Throws<WasmValidationException>(() => engine.Compile(bytes)).FunctionIndex);
        Assert.Equal(before, engine.CodeSize);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_compilation_that_is_canceled_leaves_nothing_behind(int threads)
    {
        byte[] bytes = new ModuleUnderTest().Function("f", s_unary, LocalGet, 0).Function("g", s_unary, LocalGet, 0).ToArray();
        using var engine = threads == 1 ? new Engine(compilationThreads: 1) : Worlds.ThreadedEngine();
        long before = engine.CodeSize;
        using var source = new CancellationTokenSource();
        source.Cancel();
        var error = Assert.ThrowsAny<OperationCanceledException>(() => WasmModule.Compile(engine, bytes, cancellation: source.Token));
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal(before, engine.CodeSize);
    }

    [Fact]
    public void Parts_that_do_not_fit_next_to_each_other_are_compiled_as_one_piece()
    {
        // Space for parts starts at huge pages; here there is none.
        var module = new ModuleUnderTest().Function("f", s_unary, LocalGet, 0, Call, 1).Function("g", s_unary, LocalGet, 0, I32Const, 1, I32Add);
        using var world = new World(Worlds.ThreadedEngine(codeSpace: 256 << 10));
        Assert.Equal(6, world.Instantiate(module).GetFunction("f").Call<int, int>(5));
    }

    [Fact]
    public void A_module_in_parts_gives_all_its_space_back()
    {
        var module = new ModuleUnderTest();
        for (int i = 0; i < 50; i++)
            module.Function(null, s_unary, LocalGet, 0);
        byte[] bytes = module.ToArray();
        using var engine = Worlds.ThreadedEngine();
        long before = engine.CodeSize;
        using (var compiled = engine.Compile(bytes))
            Assert.InRange(compiled.CodeSize, 50, engine.CodeSize - before);
        Assert.Equal(before, engine.CodeSize);
    }

    [Fact]
    public void Parts_have_numbers_of_their_own_in_an_instance()
    {
        var module = new ModuleUnderTest();
        for (int i = 0; i < 100; i++)
        {
            module.Function(
                $"f{i}", new([], [ValueKind.F64]), [F64Const, .. BitConverter.GetBytes(i / 3.0), F64Const, .. BitConverter.GetBytes(i / 7.0), F64Add]);
        }

        using var world = new World(Worlds.ThreadedEngine());
        var instance = world.Instantiate(module);
        for (int i = 0; i < 100; i++)
            Assert.Equal((i / 3.0) + (i / 7.0), instance.GetFunction($"f{i}").Call<double>());
    }

    [Fact]
    public void Several_modules_are_compiled_at_once_each_by_several_threads()
    {
        using var engine = Worlds.ThreadedEngine();
        Parallel.For(0, 40, i =>
        {
            var module = new ModuleUnderTest().Function("f", s_unary, LocalGet, 0, Call, 1, Call, 2)
                .Function(null, s_unary, [LocalGet, 0, I32Const, .. ModuleBuilder.S32(i), I32Add])
                .Function(null, s_unary, LocalGet, 0, I32Const, 1, I32Add);
            using var compiled = engine.Compile(module.ToArray());
            using var store = new Store(engine);
            Assert.Equal(i + 11, new Linker(store).Instantiate(compiled).GetFunction("f").Call<int, int>(10));
        });
    }

    [Theory]
    [InlineData(1, 3, 5, 8)]
    [InlineData(4, 3, 5, 8, 1, 1, 9, 2)]
    [InlineData(4, 1000, 1, 1)]
    [InlineData(4, 1, 1, 1000)]
    [InlineData(8, 5, 5)]
    [InlineData(3, 0, 0, 0, 0)]
    public void Ranges_have_every_function_once_and_in_order(int most, params int[] lengths)
    {
        ImmutableArray<FunctionBody> bodies = [.. lengths.Select(length => new FunctionBody(0, length))];
        var ranges = FunctionRange.Divide(bodies, most);
        Assert.InRange(ranges.Length, 1, most);
        Assert.All(ranges, range => Assert.InRange(range.Count, 1, lengths.Length));
        Assert.Equal(Enumerable.Range(0, lengths.Length), ranges.SelectMany(range => Enumerable.Range(range.First, range.Count)));
        Assert.All(ranges, range => Assert.Equal(lengths[range.First..(range.First + range.Count)].Sum(), range.Bytes));
        Assert.All(ranges, range => Assert.Equal(lengths[range.First..(range.First + range.Count)].Max(), range.Longest));
    }

    [Fact]
    public void Ranges_of_functions_of_one_length_are_of_one_length()
    {
        var ranges = FunctionRange.Divide([.. Enumerable.Repeat(new FunctionBody(0, 10), 100)], 4);
        Assert.Equal([25, 25, 25, 25], ranges.Select(range => range.Count));
    }

    [Fact]
    public void An_engine_without_threads_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("compilationThreads", () => new Engine(compilationThreads: 0));
}
