using StencilJit.Runtime.Tracing;
using StencilJit.Wasm.Compilation;

namespace StencilJit.Wasm.Tests.Compilation;

/// <summary>Shapes of functions that neither the official suite nor random programs come to.</summary>
public sealed class FunctionCompilerTests
{
    private const byte LocalGet = 0x20, LocalSet = 0x21, I32Const = 0x41, I32Add = 0x6A, Block = 0x02, If = 0x04, BranchIf = 0x0D, Call = 0x10, Drop = 0x1A, BrTable = 0x0E, Return = 0x0F, End = 0x0B;

    private static readonly FunctionType s_unary = new([ValueKind.I32], [ValueKind.I32]);

    [Fact]
    public void A_large_branch_table_finds_every_case()
    {
        // Block i returns i; case c goes to block c % 40, in runs of different lengths.
        const int blocks = 40, cases = 500;
        var code = new List<byte>();
        for (int i = 0; i <= blocks; i++)
            code.AddRange([Block, 0x40]);
        code.AddRange([LocalGet, 0, BrTable, .. ModuleBuilder.U32(cases)]);
        for (int i = 0; i < cases; i++)
            code.Add((byte)Target(i));
        code.AddRange([blocks, End]);
        for (int i = 0; i < blocks; i++)
            code.AddRange([I32Const, (byte)i, Return, End]);
        code.AddRange([I32Const, 0x7F]);

        using var world = new World();
        var f = world.Instantiate(new ModuleUnderTest().Function("f", s_unary, [.. code])).GetFunction("f");
        for (int i = 0; i < cases; i++)
            Assert.Equal(Target(i), f.Call<int, int>(i));
        Assert.All([cases, cases + 1, int.MaxValue, -1, int.MinValue], index => Assert.Equal(-1, f.Call<int, int>(index)));

        static int Target(int index) => index % 7 == 0 ? 3 : index * index / 9 % blocks;
    }

    [Fact]
    public void Operands_by_the_hundred_are_kept_apart()
    {
        // Pushes x, x + 1, … and sums them up, with calls and locals between.
        const int count = 600;
        var code = new List<byte>();
        for (int i = 0; i < count; i++)
            code.AddRange(i % 3 == 0 ? [LocalGet, 0] : [LocalGet, 0, I32Const, 1, I32Add]);
        code.AddRange([I32Const, 0, LocalSet, 0]);
        for (int i = 1; i < count; i++)
            code.Add(I32Add);
        using var world = new World();
        var f = world.Instantiate(new ModuleUnderTest().Function("f", s_unary, [.. code])).GetFunction("f");
        Assert.Equal((count * 5) + (count * 2 / 3), f.Call<int, int>(5));
    }

    [Fact]
    public void A_local_that_nobody_reads_any_more_is_not_loaded_where_paths_meet()
    {
        // The local is in its register where the if is, and after the call in its slot at most.
        Assert.Equal((0, 1), (Loads([I32Const, 0]), Loads([LocalGet, 0])));

        static int Loads(byte[] result)
        {
            byte[] code = [LocalGet, 0, LocalGet, 1, I32Add, LocalSet, 1, LocalGet, 1, If, 0x40, Call, 0, End, .. result];
            var module = new ModuleUnderTest().Function(null, new([], [])).Function("f", new([ValueKind.I32, ValueKind.I32], [ValueKind.I32]), code);
            using var engine = new Engine();
            var log = new StitchLog();
            using var compiled = engine.Compile(module.ToArray(), log);
            int first = SlotStencils.Load(ValueKind.I32, 0, 0);
            int count = 0;
            foreach (var entry in Assert.Single(log.ToTrace().Blocks))
                count += entry.Variant >= first && entry.Variant < first + Registers.PerClass ? 1 : 0;
            return count;
        }
    }

    [Fact]
    public void A_condition_stays_as_it_is_while_locals_are_brought_to_where_a_branch_goes()
    {
        // More locals than stencils can name slots, more operands that stand for some than are looked through, and a branch before the
        // call that has the first local in its register. Sums the operands up, unless the branch leaves.
        const int operands = 40;
        var kinds = Enumerable.Repeat(ValueKind.I32, 2500).ToArray();
        byte[] far = [.. ModuleBuilder.U32(2400)];
        List<byte> code = [LocalGet, 0, LocalSet, .. far, Block, 0x40, LocalGet, 0, I32Const, 0xE4, 0, 0x46, BranchIf, 0, Call, 0];
        for (int i = 0; i < operands; i++)
            code.AddRange([LocalGet, .. far]);
        code.AddRange([LocalGet, 1, I32Const, 5, I32Add, BranchIf, 0]);
        for (int i = 1; i < operands; i++)
            code.Add(I32Add);
        code.AddRange([LocalSet, 0, End, LocalGet, 0]);
        byte[] use = [LocalGet, 0, LocalSet, 0, LocalGet, 1, LocalSet, 1];
        using var world = new World();
        var module = new ModuleUnderTest().Function(null, new([], []))
            .Function("f", new([ValueKind.I32, ValueKind.I32], [ValueKind.I32]), kinds, [.. Enumerable.Repeat(use, 5).SelectMany(bytes => bytes), .. code]);
        var f = world.Instantiate(module).GetFunction("f");
        Assert.Equal((3 * operands, 3, 100), (f.Call<int, int, int>(3, -5), f.Call<int, int, int>(3, 0), f.Call<int, int, int>(100, 0)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(200)]
    public void Operands_have_the_value_that_their_local_had_when_they_were_pushed(int count)
    {
        // Pushes x count times and sets the local to 100; then pushes that in place of half of them, calls, and sets it to 7.
        int half = count / 2;
        byte[] code =
        [
            .. Repeat([LocalGet, 0], count), I32Const, 0xE4, 0x00, LocalSet, 0,
            .. Repeat([Drop], half), .. Repeat([LocalGet, 0], half),
            Block, 0x40, End, Call, 0, I32Const, 7, LocalSet, 0,
            .. Repeat([I32Add], count - 1), LocalGet, 0, I32Add,
        ];
        using var world = new World();
        var module = new ModuleUnderTest().Function("g", new FunctionType([], []), locals: []).Function("f", s_unary, code);
        var f = world.Instantiate(module).GetFunction("f");
        Assert.Equal(((count - half) * 5) + (half * 100) + 7, f.Call<int, int>(5));

        static byte[] Repeat(byte[] instruction, int times) => [.. Enumerable.Repeat(instruction, times).SelectMany(bytes => bytes)];
    }

    [Fact]
    public void Locals_beyond_the_reach_of_stencils_work_as_others()
    {
        const int locals = 3000;
        var code = new List<byte>();
        for (uint i = 1; i <= locals; i++)
            code.AddRange([LocalGet, .. ModuleBuilder.U32(i - 1), I32Const, 1, I32Add, LocalSet, .. ModuleBuilder.U32(i)]);
        code.AddRange([LocalGet, .. ModuleBuilder.U32(locals), LocalGet, .. ModuleBuilder.U32(locals - 1), I32Add]);
        using var world = new World();
        var module = new ModuleUnderTest().Function("f", s_unary, [.. Enumerable.Repeat(ValueKind.I32, locals)], [.. code]);
        Assert.Equal((2 * (7 + locals)) - 1, world.Instantiate(module).GetFunction("f").Call<int, int>(7));
    }

    [Fact]
    public void An_indirect_call_gets_arguments_and_index_where_all_slots_are_out_of_reach_and_all_registers_taken()
    {
        const int locals = 2500;
        var five = new FunctionType([.. Enumerable.Repeat(ValueKind.I32, 5)], [ValueKind.I32]);
        var code = new List<byte>();
        for (byte i = 1; i <= 4; i++)
            code.AddRange([LocalGet, 0, I32Const, i, I32Add]);
        code.AddRange([LocalGet, .. ModuleBuilder.U32(locals), I32Const, 1, 0x11, 0, 0]);
        using var world = new World();
        var module = new ModuleUnderTest().Table(2).Elements(1, 0);
        module.Function("five", five, LocalGet, 0, LocalGet, 1, I32Add, LocalGet, 2, I32Add, LocalGet, 3, I32Add, LocalGet, 4, I32Add);
        module.Function("f", s_unary, [.. Enumerable.Repeat(ValueKind.I32, locals)], [.. code]);
        Assert.Equal((4 * 100) + 1 + 2 + 3 + 4, world.Instantiate(module).GetFunction("f").Call<int, int>(100));
    }

    [Fact]
    public void Results_that_are_parameters_can_change_places()
    {
        ValueKind[] kinds = [ValueKind.I32, ValueKind.I64, ValueKind.F64, ValueKind.I32];
        using var world = new World();
        var module = new ModuleUnderTest();
        module.Function(
            "reverse", new FunctionType([.. kinds], [.. kinds.Reverse()]), LocalGet, 3, LocalGet, 2, LocalGet, 1, LocalGet, 0);
        // The same under a condition: the operands stay where it is not taken.
        module.Function(
            "swap", new FunctionType([ValueKind.I32, ValueKind.I32], [ValueKind.I32, ValueKind.I32]),
            LocalGet, 1, LocalGet, 0, LocalGet, 0, 0x0D, 0, 0x1A, 0x1A, LocalGet, 0, LocalGet, 1);
        var instance = world.Instantiate(module);
        Assert.Equal([4, 3.0, 2L, 1], instance.GetFunction("reverse").Invoke(1, 2L, 3.0, 4));
        Assert.Equal([2, 1], instance.GetFunction("swap").Invoke(1, 2));
        Assert.Equal([0, 2], instance.GetFunction("swap").Invoke(0, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_module_whose_code_is_larger_than_expected_is_compiled_in_a_larger_space(bool isThreaded)
    {
        var (module, sourceBytes) = LargerThanExpected();
        using var world = new World(isThreaded ? Worlds.ThreadedEngine() : new Engine());
        var compiled = world.Compile(module);
        Assert.True(compiled.CodeSize > 64 * sourceBytes);
        Assert.All(world.Linker.Instantiate(compiled).GetFunction("f").Invoke(), result => Assert.Equal(1L, result.AsI64()));
    }

    [Fact]
    public void A_module_that_just_fits_is_compiled_however_far_off_the_expectation_was()
    {
        var (module, _) = LargerThanExpected();
        byte[] bytes = module.ToArray();
        using var large = new Engine();
        using var first = large.Compile(bytes);
        using var small = new Engine(codeSpace: large.CodeSize + (16 << 10));
        using var compiled = small.Compile(bytes);
        Assert.Equal(large.CodeSize, small.CodeSize);
    }

    [Fact]
    public void A_module_that_does_not_fit_is_refused_and_leaves_nothing_behind()
    {
        using var engine = new Engine(codeSpace: 1 << 20);
        long before = engine.CodeSize;
        var code = new List<byte>();
        for (int i = 0; i < 200_000; i++)
            code.AddRange([LocalGet, 0, LocalGet, 0, I32Add, LocalSet, 0]);
        var bytes = new ModuleUnderTest().Function("f", new FunctionType([ValueKind.I32], []), [.. code]).ToArray();
        Assert.Throws<StencilJit.Runtime.CodeHeapExhaustedException>(() => engine.Compile(bytes));
        Assert.Equal(before, engine.CodeSize);
    }

    /// <summary>A module with a function of which each br_if, two bytes, moves 900 operands; and the bytes of that function.</summary>
    private static (ModuleUnderTest Module, int SourceBytes) LargerThanExpected()
    {
        const int results = 900;
        var many = new FunctionType([], [.. Enumerable.Repeat(ValueKind.I64, results)]);
        var code = new List<byte>();
        for (int i = 0; i < results; i++)
            code.AddRange([0x42, 1]);
        for (int i = 0; i < 200; i++)
            code.AddRange([I32Const, 0, 0x0D, 0]);
        return (new ModuleUnderTest().Function("f", many, [.. code]), code.Count);
    }
}
