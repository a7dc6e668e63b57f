namespace StencilJit.Wasm.Tests.Compilation;

/// <summary>select by comparisons, which are compiled as one where there are registers for all operands.</summary>
public sealed class SelectionTests
{
    private const byte LocalGet = 0x20, LocalSet = 0x21, LocalTee = 0x22, I32Const = 0x41, I32Add = 0x6A, Select = 0x1B, I32Eqz = 0x45, I32And = 0x71;

    private static readonly int[] s_numbers = [int.MinValue, -2, -1, 0, 1, 2, 3, int.MaxValue];

    public static TheoryData<int, bool> Comparisons
    {
        get
        {
            var data = new TheoryData<int, bool>();
            for (int comparison = 0; comparison < 10; comparison++)
            {
                data.Add(comparison, false);
                data.Add(comparison, true);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Comparisons))]
    public void A_select_by_a_comparison_takes_the_right_value_wherever_operands_and_result_are(int comparison, bool isInverted)
    {
        byte[] condition = [(byte)(0x46 + comparison), .. isInverted ? [I32Eqz] : Array.Empty<byte>()];
        var type = new FunctionType([.. Enumerable.Repeat(ValueKind.I32, 4)], [ValueKind.I32]);
        byte[] locals = [LocalGet, 0, LocalGet, 1, LocalGet, 2, LocalGet, 3, .. condition, Select];
        // Each operand in a register of its own.
        byte[] sums = [.. Sum(0), .. Sum(1), .. Sum(2), .. Sum(3), .. condition, Select, I32Const, 0, I32Add];
        var module = new ModuleUnderTest();
        module.Function("locals", type, locals);
        for (byte local = 0; local < 4; local++)
            module.Function($"set{local}", type, [.. locals, LocalSet, local, LocalGet, local]);
        module.Function("sums", type, sums);
        module.Function("number", type, [LocalGet, 0, LocalGet, 1, LocalGet, 2, I32Const, 2, .. condition, Select]);
        // The smaller of two, and such: what is compared is what is taken.
        module.Function("same", type, [LocalGet, 2, LocalGet, 3, LocalGet, 2, LocalGet, 3, .. condition, Select, LocalTee, 2]);
        // More locals than registers: some operands are in slots.
        var many = Enumerable.Repeat(ValueKind.I32, 12).ToArray();
        byte[] use = [.. Enumerable.Range(4, 12).SelectMany(local => new byte[] { LocalGet, 0, LocalSet, (byte)local, LocalGet, (byte)local, LocalGet, (byte)local, I32Add, LocalSet, (byte)local })];
        byte[] copies = [LocalGet, 0, LocalSet, 4, LocalGet, 1, LocalSet, 5, LocalGet, 2, LocalSet, 6, LocalGet, 3, LocalSet, 7];
        module.Function("slots", type, many, [.. use, .. copies, LocalGet, 4, LocalGet, 5, LocalGet, 6, LocalGet, 7, .. condition, Select]);
        module.Function("slot sums", type, many, [.. use, .. sums]);

        using var world = new World();
        var instance = world.Instantiate(module);
        foreach (int x in s_numbers)
        {
            foreach (int y in s_numbers)
            {
                int expected = Holds(comparison, x, y) != isInverted ? 10 : 20;
                foreach (string name in new[] { "locals", "set0", "set1", "set2", "set3", "sums", "slots", "slot sums" })
                    Assert.Equal(expected, instance.GetFunction(name).Call<int, int, int, int, int>(10, 20, x, y));
                Assert.Equal(expected == 10 ? x : y, instance.GetFunction("same").Call<int, int, int, int, int>(10, 20, x, y));
            }

            Assert.Equal(Holds(comparison, x, 2) != isInverted ? 10 : 20, instance.GetFunction("number").Call<int, int, int, int, int>(10, 20, x, 0));
        }

        static byte[] Sum(byte local) => [LocalGet, local, I32Const, 0, I32Add];
    }

    [Fact]
    public void A_select_by_a_mask_asks_for_bits_in_common()
    {
        var type = new FunctionType([ValueKind.I32, ValueKind.I32], [ValueKind.I32]);
        var module = new ModuleUnderTest();
        module.Function("register", type, I32Const, 10, I32Const, 20, LocalGet, 0, LocalGet, 1, I32And, Select);
        module.Function("number", type, I32Const, 10, I32Const, 20, LocalGet, 0, I32Const, 3, I32And, I32Eqz, Select);
        // i64.and and i64.eqz.
        module.Function("wide", new FunctionType([ValueKind.I64], [ValueKind.I32]), I32Const, 10, I32Const, 20, LocalGet, 0, 0x42, 3, 0x83, 0x50, Select);
        using var world = new World();
        var instance = world.Instantiate(module);
        foreach (int x in s_numbers)
        {
            foreach (int y in s_numbers)
                Assert.Equal((x & y) != 0 ? 10 : 20, instance.GetFunction("register").Call<int, int, int>(x, y));
            Assert.Equal((x & 3) == 0 ? 10 : 20, instance.GetFunction("number").Call<int, int, int>(x, 0));
            Assert.Equal((x & 3) == 0 ? 10 : 20, instance.GetFunction("wide").Call<long, int>(((long)x << 32) | (uint)x));
        }
    }

    [Theory]
    [InlineData(0x5B)]
    [InlineData(0x61)]
    public void A_select_of_floating_point_numbers_by_comparing_them_knows_NaNs(int equal)
    {
        bool isWide = equal == 0x61;
        var kind = isWide ? ValueKind.F64 : ValueKind.F32;
        var type = new FunctionType([kind, kind, kind, kind], [kind]);
        var module = new ModuleUnderTest();
        for (int comparison = 0; comparison < 6; comparison++)
        {
            byte[] operands = [LocalGet, 0, LocalGet, 1, LocalGet, 2, LocalGet, 3, (byte)(equal + comparison)];
            module.Function($"{comparison}False", type, [.. operands, Select]);
            module.Function($"{comparison}True", type, [.. operands, I32Eqz, Select, LocalSet, 1, LocalGet, 1]);
        }

        using var world = new World();
        var instance = world.Instantiate(module);
        double[] numbers = [double.NegativeInfinity, -1, -0.0, 0, 1, double.NaN];
        foreach (double x in numbers)
        {
            foreach (double y in numbers)
            {
                bool[] holds = [x == y, x != y, x < y, x > y, x <= y, x >= y];
                for (int comparison = 0; comparison < 6; comparison++)
                {
                    foreach (bool isInverted in new[] { false, true })
                    {
                        var function = instance.GetFunction($"{comparison}{isInverted}");
                        double result = isWide
                            ? function.Call<double, double, double, double, double>(10, 20, x, y)
                            : function.Call<float, float, float, float, float>(10, 20, (float)x, (float)y);
                        Assert.Equal(holds[comparison] != isInverted ? 10 : 20, result);
                    }
                }
            }
        }
    }

    // eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u
    private static bool Holds(int comparison, int x, int y) => comparison switch
    {
        0 => x == y,
        1 => x != y,
        2 => x < y,
        3 => (uint)x < (uint)y,
        4 => x > y,
        5 => (uint)x > (uint)y,
        6 => x <= y,
        7 => (uint)x <= (uint)y,
        8 => x >= y,
        _ => (uint)x >= (uint)y,
    };
}
