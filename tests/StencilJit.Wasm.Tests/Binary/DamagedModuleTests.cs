using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Tests.Binary;

/// <summary>Whatever bytes a module has, it is accepted or refused; nothing else happens.</summary>
public sealed class DamagedModuleTests
{
    [Fact]
    public void A_module_with_a_changed_byte_is_accepted_or_refused()
    {
        var module = NewModule();
        Assert.True(IsAccepted(module));
        var refused = 0;
        for (var i = 0; i < module.Length; i++)
        {
            byte[] values = [0x00, 0x01, 0x40, 0x70, 0x7F, 0x80, 0xFF, .. Enumerable.Range(0, 8).Select(bit => (byte)(module[i] ^ (1 << bit)))];
            foreach (var value in values)
            {
                var damaged = (byte[])module.Clone();
                damaged[i] = value;
                refused += IsAccepted(damaged) ? 0 : 1;
            }
        }

        Assert.InRange(refused, module.Length, module.Length * 15);
    }

    [Fact]
    public void A_module_that_is_cut_off_is_refused_unless_it_ends_with_a_section()
    {
        var module = NewModule();
        var accepted = Enumerable.Range(0, module.Length).Where(length => IsAccepted(module[..length])).ToArray();

        // The preamble alone, and what may stand without functions whose code is missing.
        Assert.Equal(8, accepted[0]);
        Assert.True(accepted.Length < 5, $"accepted at {string.Join(", ", accepted)}");
    }

    private static bool IsAccepted(byte[] bytes)
    {
        try
        {
            var module = Module.Decode(bytes);
            module.ValidateCode(TestContext.Current.CancellationToken);
            for (var i = 0; i < module.FunctionTypeIndices.Length; i++)
                module.DescribeFunction(i);
            return true;
        }
        catch (WasmModuleException)
        {
            return false;
        }
    }

    /// <summary>A module with something in every section.</summary>
    private static byte[] NewModule()
    {
        byte[] code =
        [
            1, 2, 0x7E, // two locals of i64
            0x02, 0x7F, 0x20, 0, 0x20, 0, 0x0E, 2, 0, 1, 0, 0x0B, // block, br_table
            0x04, 0x40, 0x03, 0x40, 0x20, 0, 0x0D, 0, 0x0B, 0x05, 0x01, 0x0B, // if, loop, br_if, else
            0x41, 0, 0x28, 2, 4, 0x1A, // i32.load
            0x41, 1, 0x41, 0, 0x11, 0, 0, 0x1A, // call_indirect
            0x41, 0, 0x41, 0, 0x41, 0, 0xFC, 8, 0, 0, 0xFC, 9, 0, // memory.init, data.drop
            0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0xFC, 3, 0x24, 1, // f64.const, i32.trunc_sat_f64_u, global.set
            0xD2, 1, 0xD1, 0x1A, // ref.func, ref.is_null
            0x23, 1, 0x0B,
        ];
        return new ModuleBuilder()
            .Section(SectionId.Type, ModuleBuilder.Vector([ModuleBuilder.Type(new FunctionType([ValueKind.I32], [ValueKind.I32])), [0x60, 0, 0]]))
            .Section(SectionId.Import, ModuleBuilder.Vector(
            [
                [.. ModuleBuilder.Name("m"), .. ModuleBuilder.Name("g"), 3, 0x7F, 0],
                [.. ModuleBuilder.Name("m"), .. ModuleBuilder.Name("f"), 0, 1],
            ]))
            .Section(SectionId.Function, [2, 0, 1])
            .Section(SectionId.Table, [1, 0x70, 1, 2, 4])
            .Section(SectionId.Memory, [1, 0, 1])
            .Section(SectionId.Global, [1, 0x7F, 1, 0x23, 0, 0x0B])
            .Section(SectionId.Export, [1, .. ModuleBuilder.Name("run"), 0, 1])
            .Section(SectionId.Start, [2])
            .Section(SectionId.Element, [1, 0, 0x41, 0, 0x0B, 2, 0, 1])
            .Section(SectionId.DataCount, [1])
            .Section(SectionId.Code, ModuleBuilder.Vector([[.. ModuleBuilder.U32((uint)code.Length), .. code], [2, 0, 0x0B]]))
            .Section(SectionId.Data, [1, 0, 0x41, 8, 0x0B, 2, 1, 2])
            .Custom("name", [1, 6, 1, 1, .. ModuleBuilder.Name("run")])
            .ToArray();
    }
}
