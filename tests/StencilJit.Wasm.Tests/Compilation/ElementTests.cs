namespace StencilJit.Wasm.Tests.Compilation;

/// <summary>Loads of elements of arrays: the index shifted, which is wrapped where it is not known to be small.</summary>
public sealed class ElementTests
{
    private const byte LocalGet = 0x20, LocalSet = 0x21, I32Const = 0x41, I32And = 0x71, I32Shl = 0x74, I32ShrU = 0x76, Load8U = 0x2D;

    private static readonly FunctionType s_type = new([ValueKind.I32], [ValueKind.I32]);

    [Theory]
    [InlineData(BoundsChecks.Guard)]
    [InlineData(BoundsChecks.Explicit)]
    public void An_element_is_loaded_from_where_its_index_says(BoundsChecks boundsChecks)
    {
        Assert.SkipUnless(boundsChecks == BoundsChecks.Explicit || OperatingSystem.IsLinux(), "needs guard pages");
        (string Name, byte[] Index)[] indices =
        [
            ("mask", [LocalGet, 0, I32Const, 15, I32And]),
            ("shifted", [LocalGet, 0, I32Const, 4, I32ShrU]),
            ("large", [LocalGet, 0, I32Const, 2, I32ShrU]),
            ("byte", [LocalGet, 0, I32Const, 15, I32And, Load8U, 0, 64]),
            ("any", [LocalGet, 0]),
            ("set", [LocalGet, 0, I32Const, 15, I32And, LocalSet, 0, LocalGet, 0]),
        ];
        // i32.load, i32.load16_s and i32.load16_u, and a shift that is not that of the element's size.
        (byte Opcode, byte Shift)[] loads = [(0x28, 2), (0x2E, 1), (0x2F, 1), (0x28, 1), (0x2F, 3)];
        var module = new ModuleUnderTest().Memory(1, 1).Export("memory", ExternalKind.Memory, 0);
        foreach (var (name, index) in indices)
        {
            foreach (var (opcode, shift) in loads)
                module.Function($"{name} {opcode} {shift}", s_type, [.. index, I32Const, shift, I32Shl, opcode, 0, 5]);
        }

        // Of all types: i64.load, f32.load and f64.load, brought to i64.
        module.Function("i64", new FunctionType([ValueKind.I32], [ValueKind.I64]), [.. indices[0].Index, I32Const, 3, I32Shl, 0x29, 0, 5]);
        module.Function("f32", s_type, [.. indices[0].Index, I32Const, 2, I32Shl, 0x2A, 0, 5, 0xBC]);
        module.Function("f64", new FunctionType([ValueKind.I32], [ValueKind.I64]), [.. indices[0].Index, I32Const, 3, I32Shl, 0x2B, 0, 5, 0xBD]);

        using var world = new World(boundsChecks: boundsChecks);
        var instance = world.Instantiate(module);
        var memory = instance.GetMemory("memory");
        for (int i = 0; i < 8192; i++)
            memory.Write(8 * i, i * 0x0123_4567_89AB_CDEFL);
        foreach (int number in new[] { 0, 1, 7, 15, 16, 200, 255, int.MinValue, int.MinValue + 3, unchecked((int)0xC000_0001) })
        {
            Assert.All(indices, index =>
            {
                uint chosen = index.Name switch
                {
                    "shifted" => (uint)number >> 4,
                    "large" => (uint)number >> 2,
                    "byte" => memory.Read<byte>(64 + (number & 15)),
                    "any" => (uint)number,
                    _ => (uint)number & 15,
                };
                foreach (var (opcode, shift) in loads)
                {
                    long address = (long)(chosen << shift) + 5;
                    var function = instance.GetFunction($"{index.Name} {opcode} {shift}");
                    if (address + 4 > 65536)
                    {
                        Assert.Equal(TrapKind.OutOfBoundsMemoryAccess, Assert.Throws<TrapException>(() => function.Call<int, int>(number)).Kind);
                        continue;
                    }

                    int expected = opcode switch
                    {
                        0x28 => memory.Read<int>(address),
                        0x2E => memory.Read<short>(address),
                        _ => memory.Read<ushort>(address),
                    };
                    Assert.Equal(expected, function.Call<int, int>(number));
                }
            });
            Assert.Equal(memory.Read<long>(5 + (8 * (number & 15))), instance.GetFunction("i64").Call<int, long>(number));
            Assert.Equal(memory.Read<int>(5 + (4 * (number & 15))), instance.GetFunction("f32").Call<int, int>(number));
            Assert.Equal(memory.Read<long>(5 + (8 * (number & 15))), instance.GetFunction("f64").Call<int, long>(number));
        }
    }
}
