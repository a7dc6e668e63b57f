using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Tests.Binary;

public sealed class NameSectionTests
{
    private static readonly byte[] s_names =
    [
        0, 4, .. ModuleBuilder.Name("mod"),
        1, 12, 2, 0, .. ModuleBuilder.Name("host"), 2, .. ModuleBuilder.Name("two"),
    ];

    [Fact]
    public void A_function_is_called_by_its_name_then_its_import_then_its_export_then_its_index()
    {
        var module = Decode(s_names);
        Assert.Equal("host", module.DescribeFunction(0));
        Assert.Equal("env.second", module.DescribeFunction(1));
        Assert.Equal("two", module.DescribeFunction(2));
        Assert.Equal("exported", module.DescribeFunction(3));
        Assert.Equal("function[4]", module.DescribeFunction(4));
    }

    [Fact]
    public void A_damaged_name_section_gives_the_names_before_the_damage()
    {
        var module = Decode(s_names[..^2]);
        Assert.Equal("mod", NameSection.Read(module.CustomSections[0].Bytes).Module);
        Assert.Equal("exported", module.DescribeFunction(3));
        Assert.Equal("function[2]", module.DescribeFunction(2));
    }

    private static Module Decode(byte[] names) =>
        Module.Decode(new ModuleBuilder()
            .Section(SectionId.Type, [1, 0x60, 0, 0])
            .Section(SectionId.Import, ModuleBuilder.Vector(
            [
                [.. ModuleBuilder.Name("env"), .. ModuleBuilder.Name("first"), 0, 0],
                [.. ModuleBuilder.Name("env"), .. ModuleBuilder.Name("second"), 0, 0],
            ]))
            .Section(SectionId.Function, [3, 0, 0, 0])
            .Section(SectionId.Export, [1, .. ModuleBuilder.Name("exported"), 0, 3])
            .Section(SectionId.Code, [3, 2, 0, 0x0B, 2, 0, 0x0B, 2, 0, 0x0B])
            .Custom("name", names)
            .ToArray());
}
