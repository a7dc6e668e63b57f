namespace StencilJit.Wasm.Tests.Compilation;

/// <summary>Offsets around those where other stencils begin: of accesses to memory, and of slots.</summary>
public sealed class OffsetTests
{
    private const byte LocalGet = 0x20, LocalSet = 0x21, I64Const = 0x42, I64Add = 0x7C, I64Mul = 0x7E, I64Sub = 0x7D, I32Sub = 0x6B, I32Const = 0x41, Call = 0x10;
    private const byte I32And = 0x71, I64And = 0x83, I32Eq = 0x46, I64Eq = 0x51, If = 0x04, Else = 0x05, End = 0x0B, Block = 0x02, BranchIf = 0x0D, Return = 0x0F, Comparisons = 10;
    private const byte FirstLoad = 0x28, FirstStore = 0x36;

    // From i32.load to i64.load32_u: how many bytes are read, negative where with a sign.
    private static readonly int[] s_loads = [4, 8, 4, 8, -1, 1, -2, 2, -1, 1, -2, 2, -4, 4];

    // From i32.store to i64.store32: how many bytes are written.
    private static readonly int[] s_stores = [4, 8, 4, 8, 1, 2, 1, 2, 4];

    [Theory]
    [InlineData(BoundsChecks.Guard)]
    [InlineData(BoundsChecks.Explicit)]
    public void An_access_reaches_the_bytes_that_its_offset_says(BoundsChecks boundsChecks)
    {
        Assert.SkipUnless(boundsChecks == BoundsChecks.Explicit || OperatingSystem.IsLinux(), "needs guard pages");
        byte[] expected = new byte[65536];
        Span<byte> value = stackalloc byte[8];
        foreach (int offset in new[] { 0, 1, 119, 120, 121, 126, 127, 128, 129, 255, 256, 4095, 4096 })
        {
            using var world = new World(boundsChecks: boundsChecks);
            var instance = world.Instantiate(Accesses(offset));
            var memory = instance.GetMemory("memory");
            new Random(offset).NextBytes(expected);
            for (int i = 0; i < expected.Length; i++)
                memory.Write(i, expected[i]);
            int to = 8;
            const int from = 40000;
            for (int load = 0; load < s_loads.Length; load++, to += 17)
            {
                instance.GetFunction($"load {load}").Invoke(to, from);
                var read = expected.AsSpan(from + offset, Math.Abs(s_loads[load]));
                value.Fill(s_loads[load] < 0 && read[^1] >= 0x80 ? byte.MaxValue : (byte)0);
                read.CopyTo(value);
                value[..s_stores[TypeOfLoad(load)]].CopyTo(expected.AsSpan(to + offset));
            }

            for (int store = 0; store < s_stores.Length; store++, to += 17)
            {
                instance.GetFunction($"store {store}").Invoke(to, from);
                expected.AsSpan(from + offset, s_stores[store]).CopyTo(expected.AsSpan(to + offset));
            }

            Assert.Equal(expected, Enumerable.Range(0, expected.Length).Select(i => memory.Read<byte>(i)));
        }
    }

    /// <summary>Copies from the second argument to the first: all that a load gives is stored, and of what is loaded each store takes its part.</summary>
    private static ModuleUnderTest Accesses(int offset)
    {
        var type = new FunctionType([ValueKind.I32, ValueKind.I32], []);
        var module = new ModuleUnderTest().Memory(1, 1).Export("memory", ExternalKind.Memory, 0);
        byte[] immediates = [0, .. ModuleBuilder.U32((uint)offset)];
        for (int load = 0; load < s_loads.Length; load++)
            module.Function($"load {load}", type, [LocalGet, 0, LocalGet, 1, (byte)(FirstLoad + load), .. immediates, (byte)(FirstStore + TypeOfLoad(load)), .. immediates]);
        for (int store = 0; store < s_stores.Length; store++)
            module.Function($"store {store}", type, [LocalGet, 0, LocalGet, 1, (byte)(FirstLoad + TypeOfStore(store)), .. immediates, (byte)(FirstStore + store), .. immediates]);
        return module;
    }

    // 0 to 3: i32, i64, f32, f64, as the first four loads and stores are.
    private static int TypeOfLoad(int load) => load < 4 ? load : load < 8 ? 0 : 1;

    private static int TypeOfStore(int store) => store < 4 ? store : store < 6 ? 0 : 1;

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(40)]
    public void Locals_keep_their_values_across_calls_wherever_their_slots_are(int count)
    {
        // Sums up i times the local i, which is 3 i + x, after a call that keeps no registers.
        var code = new List<byte>();
        for (byte local = 1; local <= count; local++)
            code.AddRange([LocalGet, 0, I64Const, .. ModuleBuilder.S64(3 * local), I64Add, LocalSet, local]);
        code.AddRange([Call, 0, I64Const, 0]);
        for (byte local = 1; local <= count; local++)
            code.AddRange([LocalGet, local, I64Const, .. ModuleBuilder.S64(local), I64Mul, I64Add]);
        var module = new ModuleUnderTest().Function(null, new([], []))
            .Function("f", new([ValueKind.I64], [ValueKind.I64]), [.. Enumerable.Repeat(ValueKind.I64, count)], [.. code]);
        using var world = new World();
        long x = 1L << 40;
        Assert.Equal(Enumerable.Range(1, count).Sum(i => i * ((3L * i) + x)), world.Instantiate(module).GetFunction("f").Call<long, long>(x));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(4095)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(int.MinValue + 1L)]
    [InlineData(-(long)int.MinValue)]
    [InlineData(long.MinValue)]
    public void A_number_is_subtracted_whatever_it_is(long number)
    {
        var module = new ModuleUnderTest()
            .Function("i64", new([ValueKind.I64], [ValueKind.I64]), [LocalGet, 0, I64Const, .. ModuleBuilder.S64(number), I64Sub])
            .Function("i32", new([ValueKind.I32], [ValueKind.I32]), [LocalGet, 0, I32Const, .. ModuleBuilder.S64((int)number), I32Sub]);
        using var world = new World();
        var instance = world.Instantiate(module);
        foreach (long x in new[] { 0, 1, -1, int.MinValue, long.MinValue, long.MaxValue })
        {
            Assert.Equal(x - number, instance.GetFunction("i64").Call<long, long>(x));
            Assert.Equal((int)x - (int)number, instance.GetFunction("i32").Call<int, int>((int)x));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(-127)]
    [InlineData(-128)]
    [InlineData(-129)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_number_is_added_masked_and_compared_with_whatever_it_is(int number)
    {
        FunctionType narrow = new([ValueKind.I32], [ValueKind.I32]), wide = new([ValueKind.I64], [ValueKind.I64]), test = new([ValueKind.I64], [ValueKind.I32]);
        byte[] i32 = [LocalGet, 0, I32Const, .. ModuleBuilder.S32(number)], i64 = [LocalGet, 0, I64Const, .. ModuleBuilder.S64(number)];
        var module = new ModuleUnderTest()
            .Function("i32.add", narrow, [.. i32, 0x6A])
            .Function("i32.add in place", narrow, [.. i32, 0x6A, LocalSet, 0, LocalGet, 0])
            .Function("i32.and", narrow, [.. i32, I32And])
            .Function("i32.and in place", narrow, [.. i32, I32And, LocalSet, 0, LocalGet, 0])
            .Function("i64.add", wide, [.. i64, I64Add])
            .Function("i64.add in place", wide, [.. i64, I64Add, LocalSet, 0, LocalGet, 0])
            .Function("i64.and", wide, [.. i64, I64And]);
        for (byte comparison = 0; comparison < Comparisons; comparison++)
        {
            module.Function($"i32 {comparison} if", narrow, [.. i32, (byte)(I32Eq + comparison), If, 0x7F, I32Const, 1, Else, I32Const, 0, End]);
            module.Function($"i32 {comparison} br_if", narrow, [Block, 0x40, .. i32, (byte)(I32Eq + comparison), BranchIf, 0, I32Const, 0, Return, End, I32Const, 1]);
            module.Function($"i64 {comparison} if", test, [.. i64, (byte)(I64Eq + comparison), If, 0x7F, I32Const, 1, Else, I32Const, 0, End]);
            module.Function($"i64 {comparison} br_if", test, [Block, 0x40, .. i64, (byte)(I64Eq + comparison), BranchIf, 0, I32Const, 0, Return, End, I32Const, 1]);
        }

        using var world = new World();
        var instance = world.Instantiate(module);
        foreach (long x in new[] { 0, 1, -1, number, number - 1L, number + 1L, 127, 128, -128, int.MinValue, int.MaxValue, long.MinValue, long.MaxValue, number + (1L << 32) })
        {
            Assert.Equal((int)x + number, instance.GetFunction("i32.add").Call<int, int>((int)x));
            Assert.Equal((int)x + number, instance.GetFunction("i32.add in place").Call<int, int>((int)x));
            Assert.Equal((int)x & number, instance.GetFunction("i32.and").Call<int, int>((int)x));
            Assert.Equal((int)x & number, instance.GetFunction("i32.and in place").Call<int, int>((int)x));
            Assert.Equal(x + number, instance.GetFunction("i64.add").Call<long, long>(x));
            Assert.Equal(x + number, instance.GetFunction("i64.add in place").Call<long, long>(x));
            Assert.Equal(x & number, instance.GetFunction("i64.and").Call<long, long>(x));
            for (int comparison = 0; comparison < Comparisons; comparison++)
            {
                foreach (string form in new[] { "if", "br_if" })
                {
                    Assert.Equal(Holds(comparison, (int)x, number, (uint)x, (uint)number), instance.GetFunction($"i32 {comparison} {form}").Call<int, int>((int)x) != 0);
                    Assert.Equal(Holds(comparison, x, number, (ulong)x, (ulong)number), instance.GetFunction($"i64 {comparison} {form}").Call<long, int>(x) != 0);
                }
            }
        }
    }

    // eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u
    private static bool Holds(int comparison, long a, long b, ulong unsignedA, ulong unsignedB) => comparison switch
    {
        0 => a == b,
        1 => a != b,
        2 => a < b,
        3 => unsignedA < unsignedB,
        4 => a > b,
        5 => unsignedA > unsignedB,
        6 => a <= b,
        7 => unsignedA <= unsignedB,
        8 => a >= b,
        _ => unsignedA >= unsignedB,
    };

    [Fact]
    public void Stencils_for_short_numbers_are_as_far_from_the_others_free_and_tied()
    {
        Assert.Equal(WasmStencils.Id.I32AddShortR - WasmStencils.Id.I32AddRI, WasmStencils.Id.I32AddShortRTied - WasmStencils.Id.I32AddRITied);
        Assert.Equal(WasmStencils.Id.I64AddShortR - WasmStencils.Id.I64AddRJ, WasmStencils.Id.I64AddShortRTied - WasmStencils.Id.I64AddRJTied);
        Assert.Equal(WasmStencils.Id.I32AndShortR - WasmStencils.Id.I32AndRI, WasmStencils.Id.I32AndShortRTied - WasmStencils.Id.I32AndRITied);
    }
}
