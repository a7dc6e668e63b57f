namespace StencilJit.Wasm.Tests.Binary;

public sealed class InstructionReaderTests
{
    public static TheoryData<string, byte[]> Instructions => new()
    {
        { "unreachable", [0x00] },
        { "block", [0x02, 0x40] },
        { "loop (result f64)", [0x03, 0x7C] },
        { "if (type 3)", [0x04, 0x03] },
        { "if (type 64)", [0x04, 0xC0, 0x00] },
        { "br 2", [0x0C, 2] },
        { "br_table 1 0 7", [0x0E, 2, 1, 0, 7] },
        { "call 300", [0x10, 0xAC, 0x02] },
        { "call_indirect (type 3)", [0x11, 3, 0] },
        { "call_indirect 2 (type 3)", [0x11, 3, 2] },
        { "select", [0x1B] },
        { "select (result externref)", [0x1C, 1, 0x6F] },
        { "local.get 3", [0x20, 3] },
        { "table.set 1", [0x26, 1] },
        { "i32.load offset=16", [0x28, 2, 16] },
        { "i64.store32", [0x3E, 2, 0] },
        { "f64.load offset=8 align=1", [0x2B, 0, 8] },
        { "memory.size", [0x3F, 0] },
        { "memory.grow", [0x40, 0] },
        { "i32.const -1", [0x41, 0x7F] },
        { "i64.const -9223372036854775808", [0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F] },
        { "f32.const 0.1", [0x43, 0xCD, 0xCC, 0xCC, 0x3D] },
        { "f32.const -inf", [0x43, 0, 0, 0x80, 0xFF] },
        { "f64.const nan", [0x44, 0, 0, 0, 0, 0, 0, 0xF8, 0x7F] },
        { "i32.eqz", [0x45] },
        { "i32.add", [0x6A] },
        { "f64.copysign", [0xA6] },
        { "i32.wrap_i64", [0xA7] },
        { "f64.reinterpret_i64", [0xBF] },
        { "i64.extend32_s", [0xC4] },
        { "ref.null func", [0xD0, 0x70] },
        { "ref.is_null", [0xD1] },
        { "ref.func 4", [0xD2, 4] },
        { "i64.trunc_sat_f64_u", [0xFC, 7] },
        { "memory.init 3", [0xFC, 8, 3, 0] },
        { "memory.copy", [0xFC, 10, 0, 0] },
        { "memory.fill", [0xFC, 11, 0] },
        { "table.init 1 5", [0xFC, 12, 5, 1] },
        { "table.copy 1 2", [0xFC, 14, 1, 2] },
        { "table.fill 2", [0xFC, 17, 2] },
    };

    [Theory]
    [MemberData(nameof(Instructions))]
    public void An_instruction_reads_as_in_the_text_format(string text, byte[] code)
    {
        var module = Decode(code);
        int offset = module.Bodies[0].Offset + 1;
        Assert.Equal(new Instruction(offset, code.Length, text), InstructionReader.ReadAt(module, offset));
        Assert.Equal(["func", text, "end"], InstructionReader.ReadFunction(module, 0).Select(instruction => instruction.Text));
    }

    [Theory]
    [InlineData("illegal opcode fd (unsupported: SIMD)", new byte[] { 0xFD, 0 })]
    [InlineData("illegal opcode fc 12", new byte[] { 0xFC, 0x12 })]
    [InlineData("illegal opcode 27", new byte[] { 0x27 })]
    public void What_is_no_instruction_is_refused(string message, byte[] code)
    {
        var module = Decode(code);
        Assert.Contains(message, Assert.Throws<WasmFormatException>(() => InstructionReader.ReadFunction(module, 0)).Message);
    }

    [Fact]
    public void A_byte_of_a_function_finds_it_and_others_find_none()
    {
        var type = new FunctionType([], []);
        var module = Module.Decode(new ModuleUnderTest().ImportFunction("f", type).Function(null, type, 1).Function(null, type, 1, 1).ToArray());
        var (first, second) = (module.Bodies[0], module.Bodies[1]);
        int[] offsets =
        [
            0, first.Offset, first.Offset + first.Length - 1,
            second.Offset - 1, second.Offset, second.Offset + second.Length - 1, second.Offset + second.Length,
        ];
        Assert.Equal([-1, 1, 1, -1, 2, 2, -1], offsets.Select(offset => InstructionReader.FunctionAt(module, offset)));
        Assert.Equal("func", InstructionReader.ReadAt(module, second.Offset).Text);
        Assert.Throws<ArgumentOutOfRangeException>(() => InstructionReader.ReadAt(module, 0));
    }

    private static Module Decode(byte[] code) =>
        Module.Decode(new ModuleUnderTest().Function(null, new FunctionType([], []), code).ToArray());
}
