using System.Buffers.Binary;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Tests.Binary;

public sealed class ModuleDecoderTests
{
    private static readonly byte[] s_twoTypes = [2, 0x60, 1, 0x7F, 0, 0x60, 0, 2, 0x7E, 0x7D];

    [Fact]
    public void A_module_may_be_empty()
    {
        var module = Module.Decode(new ModuleBuilder().ToArray());
        Assert.Empty(module.Types);
        Assert.Empty(module.Exports);
        Assert.Null(module.StartFunction);
    }

    [Fact]
    public void Imports_come_first_in_every_index_space()
    {
        var module = Module.Decode(new ModuleBuilder()
            .Section(SectionId.Type, s_twoTypes)
            .Section(SectionId.Import, ModuleBuilder.Vector(
            [
                [.. ModuleBuilder.Name("a"), .. ModuleBuilder.Name("f"), 0, 1],
                [.. ModuleBuilder.Name("a"), .. ModuleBuilder.Name("t"), 1, 0x6F, 1, 2, 5],
                [.. ModuleBuilder.Name("b"), .. ModuleBuilder.Name("m"), 2, 0, 3],
                [.. ModuleBuilder.Name("b"), .. ModuleBuilder.Name("g"), 3, 0x7C, 0],
            ]))
            .Section(SectionId.Function, [1, 0])
            .Section(SectionId.Table, [1, 0x70, 0, 7])
            .Section(SectionId.Global, [1, 0x7C, 1, 0x23, 0, 0x0B])
            .Section(SectionId.Code, [1, 2, 0, 0x0B])
            .ToArray());

        Assert.Equal([1, 0], module.FunctionTypeIndices);
        Assert.Equal("[] -> [i64 f32]", module.TypeOfFunction(0).ToString());
        Assert.Equal(
            [new TableType(ValueKind.ExternRef, new Limits(2, 5)), new TableType(ValueKind.FuncRef, new Limits(7, null))],
            module.Tables);
        Assert.Equal([new MemoryType(new Limits(3, null))], module.Memories);
        Assert.Equal([new GlobalType(ValueKind.F64, false), new GlobalType(ValueKind.F64, true)], module.Globals);
        Assert.Equal(
            (1, 1, 1, 1),
            (module.ImportedFunctionCount, module.ImportedTableCount, module.ImportedMemoryCount, module.ImportedGlobalCount));
        Assert.Equal(ConstantKind.Global, Assert.Single(module.GlobalInitializers).Kind);
        Assert.Equal(["a.f", "a.t", "b.m", "b.g"], module.Imports.Select(import => $"{import.Module}.{import.Name}"));
    }

    [Fact]
    public void A_body_is_a_part_of_the_modules_bytes_and_not_a_copy()
    {
        var bytes = ModuleBuilder.Functions(BlockTypes.Empty, [0x00, 0x01, 0x0B], [0x00, 0x0B]);
        var module = Module.Decode(bytes);
        Assert.True(module.Bytes.Span[module.Bodies[0].Offset..].Overlaps(bytes));
        Assert.Equal([0x00, 0x01, 0x0B], module.CodeOf(0).ToArray());
        Assert.Equal([0x00, 0x0B], module.CodeOf(1).ToArray());
    }

    [Theory]
    [InlineData(0, SegmentMode.Active, 0)]
    [InlineData(1, SegmentMode.Passive, 0)]
    [InlineData(2, SegmentMode.Active, 1)]
    [InlineData(3, SegmentMode.Declarative, 0)]
    [InlineData(4, SegmentMode.Active, 0)]
    [InlineData(5, SegmentMode.Passive, 0)]
    [InlineData(6, SegmentMode.Active, 1)]
    [InlineData(7, SegmentMode.Declarative, 0)]
    public void Element_segments_have_eight_forms(int flag, SegmentMode mode, int table)
    {
        var active = (flag & 1) == 0;
        byte[] segment =
        [
            (byte)flag,
            .. active && (flag & 2) != 0 ? new byte[] { 1 } : [],
            .. active ? new byte[] { 0x41, 9, 0x0B } : [],
            .. flag is 0 or 4 ? Array.Empty<byte>() : (flag & 4) != 0 ? [0x70] : [0],
            2,
            .. (flag & 4) != 0 ? new byte[] { 0xD2, 0, 0x0B, 0xD0, 0x70, 0x0B } : [0, 0],
        ];
        var module = Module.Decode(new ModuleBuilder()
            .Section(SectionId.Type, s_twoTypes)
            .Section(SectionId.Function, [1, 0])
            .Section(SectionId.Table, [2, 0x70, 0, 0, 0x70, 0, 0])
            .Section(SectionId.Element, [1, .. segment])
            .Section(SectionId.Code, [1, 2, 0, 0x0B])
            .ToArray());

        var elements = Assert.Single(module.Elements);
        Assert.Equal((mode, table, ValueKind.FuncRef), (elements.Mode, elements.Table, elements.Type));
        Assert.Equal(active ? 9ul : 0, elements.Start.Bits);
        var second = (flag & 4) != 0 ? ConstantKind.Null : ConstantKind.Function;
        Assert.Equal([ConstantKind.Function, second], elements.Items.Select(item => item.Kind));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0x41, 5, 0x0B, 2, 7, 8 }, SegmentMode.Active)]
    [InlineData(new byte[] { 1, 2, 7, 8 }, SegmentMode.Passive)]
    [InlineData(new byte[] { 2, 0, 0x41, 5, 0x0B, 2, 7, 8 }, SegmentMode.Active)]
    public void Data_segments_have_three_forms(byte[] segment, SegmentMode mode)
    {
        var module = Module.Decode(new ModuleBuilder()
            .Section(SectionId.Memory, [1, 0, 1])
            .Section(SectionId.Data, [1, .. segment])
            .ToArray());
        var data = Assert.Single(module.Data);
        Assert.Equal(mode, data.Mode);
        Assert.Equal([7, 8], data.Bytes.ToArray());
    }

    [Fact]
    public void Data_segments_are_read_from_the_modules_bytes_as_often_as_one_likes()
    {
        var module = Module.Decode(new ModuleBuilder()
            .Section(SectionId.Import, [1, .. ModuleBuilder.Name("a"), .. ModuleBuilder.Name("g"), 3, 0x7F, 0])
            .Section(SectionId.Memory, [1, 0, 1])
            .Section(SectionId.Data, [3, 0, 0x23, 0, 0x0B, 1, 5, 1, 2, 6, 7, 0, 0x41, 9, 0x0B, 0])
            .ToArray());
        Assert.Equal(3, module.Data.Count);
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal([ConstantKind.Global, default, ConstantKind.Number], module.Data.Select(segment => segment.Start.Kind));
            Assert.Equal([[5], [6, 7], []], module.Data.Select(segment => segment.Bytes.ToArray()));
        }

        Assert.Equal(module.Data[1].Offset + 4, module.Data[2].Offset);
        Assert.Throws<ArgumentOutOfRangeException>(() => module.Data[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => module.Data[-1]);
    }

    [Fact]
    public void Custom_sections_may_stand_anywhere_and_keep_their_contents()
    {
        var module = Module.Decode(new ModuleBuilder()
            .Custom("one", [1])
            .Section(SectionId.Type, s_twoTypes)
            .Custom("two", [])
            .Custom("one", [3])
            .ToArray());
        Assert.Equal(["one", "two", "one"], module.CustomSections.Select(section => section.Name));
        Assert.Equal([3], module.CustomSections[2].Bytes.ToArray());
    }

    [Fact]
    public void Sections_out_of_order_are_refused()
    {
        var error = Assert.Throws<WasmFormatException>(() => Module.Decode(new ModuleBuilder()
            .Section(SectionId.Memory, [1, 0, 1])
            .Section(SectionId.Type, s_twoTypes)
            .ToArray()));
        Assert.StartsWith("unexpected content after last section", error.Reason, StringComparison.Ordinal);
        Assert.Equal(13, error.Offset);
    }

    [Fact]
    public void What_follows_the_contents_of_a_section_is_refused()
    {
        var error = Assert.Throws<WasmFormatException>(
            () => Module.Decode(new ModuleBuilder().Section(SectionId.Memory, [1, 0, 1, 99]).ToArray()));
        Assert.StartsWith("section size mismatch", error.Reason, StringComparison.Ordinal);
        Assert.Equal(13, error.Offset);
    }

    [Fact]
    public void Bytes_that_are_no_module_are_told_apart_from_a_module_of_another_version()
    {
        Assert.StartsWith("magic header not detected", Refusal("#!/bin/sh\n"u8.ToArray()), StringComparison.Ordinal);
        var component = new ModuleBuilder().ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(component.AsSpan(4), 0x1000D);
        Assert.StartsWith("unknown binary version", Refusal(component), StringComparison.Ordinal);

        static string Refusal(byte[] bytes) => Assert.Throws<WasmFormatException>(() => Module.Decode(bytes)).Reason;
    }

    [Theory]
    [InlineData(new byte[] { 1, 3, 1, 2 }, "shared")]
    [InlineData(new byte[] { 1, 4, 1 }, "64-bit")]
    public void Memories_of_later_proposals_are_called_unsupported(byte[] section, string feature)
    {
        var error = Assert.Throws<WasmFormatException>(
            () => Module.Decode(new ModuleBuilder().Section(SectionId.Memory, section).ToArray()));
        Assert.Contains("unsupported: " + feature, error.Reason, StringComparison.Ordinal);
    }
}
