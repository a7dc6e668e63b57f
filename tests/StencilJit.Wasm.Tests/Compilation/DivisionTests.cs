using System.Numerics;

namespace StencilJit.Wasm.Tests.Compilation;

/// <summary>Divisions and multiplications by numbers, which are compiled as something else.</summary>
public sealed class DivisionTests
{
    private const byte LocalGet = 0x20, LocalSet = 0x21, I32Const = 0x41, I64Const = 0x42, I32DivS = 0x6D, I64DivS = 0x7F, I32Mul = 0x6C, I64Mul = 0x7E;

    private static readonly FunctionType s_narrow = new([ValueKind.I32], [ValueKind.I32]);
    private static readonly FunctionType s_wide = new([ValueKind.I64], [ValueKind.I64]);

    public static TheoryData<int> Divisors32 =>
        [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 25, 60, 100, 125, 255, 256, 625, 641, 1000, 1023, 1024, 10000, 40000, 65535, 65537, 1000000007, 0x4000_0000, 0x7FFF_FFFE, int.MaxValue, int.MinValue, int.MinValue + 1, -1, -2, -3, -10];

    public static TheoryData<long> Divisors64 =>
        [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 25, 100, 641, 1000, 1024, 86400, 1000000007, 0x7FFF_FFFF, 0x1_0000_0000, 0x1_0000_0001, 10_000_000_000, 0x4000_0000_0000_0000, 0x4000_0000_0000_0001, long.MaxValue - 1, long.MaxValue, long.MinValue, long.MinValue + 1, -1, -2, -3, -10];

    [Theory, MemberData(nameof(Divisors32))]
    public void A_32_bit_number_is_divided_by_every_kind_of_number(int divisor)
    {
        var module = new ModuleUnderTest();
        AddInstructions(module, s_narrow, I32DivS, [I32Const, .. ModuleBuilder.S64(divisor)]);
        using var world = new World();
        var instance = world.Instantiate(module);
        foreach (int number in Dividends<int>(divisor))
        {
            foreach (string way in Ways)
            {
                int Run(int instruction) => instance.GetFunction($"{way}{instruction}").Call<int, int>(number);
                if (divisor != -1 || number != int.MinValue)
                    Assert.Equal(number / divisor, Run(0));
                Assert.Equal((int)((uint)number / (uint)divisor), Run(1));
                Assert.Equal(divisor == -1 ? 0 : number % divisor, Run(2));
                Assert.Equal((int)((uint)number % (uint)divisor), Run(3));
            }
        }
    }

    [Theory, MemberData(nameof(Divisors64))]
    public void A_64_bit_number_is_divided_by_every_kind_of_number(long divisor)
    {
        var module = new ModuleUnderTest();
        AddInstructions(module, s_wide, I64DivS, [I64Const, .. ModuleBuilder.S64(divisor)]);
        using var world = new World();
        var instance = world.Instantiate(module);
        foreach (long number in Dividends<long>(divisor))
        {
            foreach (string way in Ways)
            {
                long Run(int instruction) => instance.GetFunction($"{way}{instruction}").Call<long, long>(number);
                if (divisor != -1 || number != long.MinValue)
                    Assert.Equal(number / divisor, Run(0));
                Assert.Equal((long)((ulong)number / (ulong)divisor), Run(1));
                Assert.Equal(divisor == -1 ? 0 : number % divisor, Run(2));
                Assert.Equal((long)((ulong)number % (ulong)divisor), Run(3));
            }
        }
    }

    [Fact]
    public void Products_with_small_numbers_are_exact()
    {
        var module = new ModuleUnderTest();
        for (byte factor = 0; factor < 12; factor++)
        {
            module.Function($"narrow{factor}", s_narrow, LocalGet, 0, I32Const, factor, I32Mul);
            module.Function($"wide{factor}", s_wide, LocalGet, 0, I64Const, factor, I64Mul, LocalSet, 0, LocalGet, 0);
        }

        using var world = new World();
        var instance = world.Instantiate(module);
        for (int factor = 0; factor < 12; factor++)
        {
            foreach (int number in Dividends<int>(7))
                Assert.Equal(number * factor, instance.GetFunction($"narrow{factor}").Call<int, int>(number));
            foreach (long number in Dividends<long>(7))
                Assert.Equal(number * factor, instance.GetFunction($"wide{factor}").Call<long, long>(number));
        }
    }

    /// <summary>The result to a register of its own, or to the dividend's.</summary>
    private static string[] Ways { get; } = ["free", "same"];

    private static void AddInstructions(ModuleUnderTest module, FunctionType type, byte first, byte[] divisor)
    {
        for (int instruction = 0; instruction < 4; instruction++)
        {
            byte[] code = [LocalGet, 0, .. divisor, (byte)(first + instruction)];
            module.Function($"free{instruction}", type, code);
            module.Function($"same{instruction}", type, [.. code, LocalSet, 0, LocalGet, 0]);
        }
    }

    /// <summary>The ends of the range, and what is around multiples of the divisor.</summary>
    private static IEnumerable<T> Dividends<T>(T divisor)
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        T[] factors = [T.Zero, T.One, T.CreateTruncating(2), T.CreateTruncating(3), T.CreateTruncating(1000), T.MaxValue / divisor, T.CreateTruncating(-1), T.CreateTruncating(-7)];
        var multiples = factors.Select(factor => T.CreateTruncating(BigInteger.CreateTruncating(factor) * BigInteger.CreateTruncating(divisor)));
        return multiples.Concat([T.MinValue, T.MaxValue]).SelectMany(number => new[] { unchecked(number - T.One), number, unchecked(number + T.One) }).Distinct();
    }
}
