using StencilJit.Wasm.Compilation;

namespace StencilJit.Wasm.Tests.Compilation;

/// <summary>Numbers that code reads from its instance, as many as it has room for, and those that it makes.</summary>
public sealed class ConstantPoolTests
{
    private const byte F32Const = 0x43, F64Const = 0x44;

    [Fact]
    public void A_number_has_one_place_however_often_it_is_asked_for()
    {
        var pool = ConstantPool.Of(0, 1);
        Assert.True(pool.TryFind(7, out int first));
        Assert.True(pool.TryFind(8, out int second));
        Assert.True(pool.TryFind(7, out int again));
        Assert.Equal((0, 1, 0), (first, second, again));
        var numbers = new ulong[ConstantPool.Room];
        pool.CopyTo(numbers);
        Assert.Equal([7, 8, 0], numbers[..3]);
    }

    [Fact]
    public void A_full_pool_still_finds_what_it_has_and_takes_nothing_more()
    {
        var pool = ConstantPool.Of(0, 1);
        for (ulong number = 0; number < ConstantPool.Room; number++)
            Assert.True(pool.TryFind(number, out _));
        Assert.False(pool.TryFind(ConstantPool.Room, out _));
        Assert.True(pool.TryFind(ConstantPool.Room - 1, out int last));
        Assert.Equal(ConstantPool.Room - 1, last);
    }

    [Fact]
    public void More_numbers_than_an_instance_has_room_for_are_all_right_in_every_instance()
    {
        var module = new ModuleUnderTest();
        double[] numbers = [.. Enumerable.Range(1, ConstantPool.Room).Select(i => i / 3.0), 0, -0.0, double.NaN, double.PositiveInfinity];
        for (int i = 0; i < numbers.Length; i++)
        {
            module.Function($"d{i}", new([], [ValueKind.F64]), [F64Const, .. BitConverter.GetBytes(numbers[i])]);
            module.Function($"f{i}", new([], [ValueKind.F32]), [F32Const, .. BitConverter.GetBytes((float)numbers[i])]);
        }

        using var world = new World();
        var compiled = world.Compile(module);
        foreach (var instance in new[] { world.Linker.Instantiate(compiled), world.Linker.Instantiate(compiled) })
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                Assert.Equal(numbers[i], instance.GetFunction($"d{i}").Call<double>());
                Assert.Equal((float)numbers[i], instance.GetFunction($"f{i}").Call<float>());
            }
        }
    }
}
