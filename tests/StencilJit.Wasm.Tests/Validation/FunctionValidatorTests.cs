using System.Collections.Immutable;
using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Tests.Validation;

public sealed class FunctionValidatorTests
{
    private const byte Block = 0x02, Loop = 0x03, If = 0x04, Else = 0x05, End = 0x0B, Empty = 0x40, I32 = 0x7F;
    private const byte LocalGet = 0x20, I32Const = 0x41, I32Add = 0x6A, Drop = 0x1A, Br = 0x0C, BrIf = 0x0D, Return = 0x0F;
    private const byte Unreachable = 0x00, Nop = 0x01, Call = 0x10;

    private static readonly FunctionType s_toI32 = new([ValueKind.I32], [ValueKind.I32]);

    [Fact]
    public void The_sink_sees_each_instruction_with_its_operands_popped_and_its_result_not_yet_pushed() =>
        Assert.Equal(
            [
                "begin [i32] -> [i32] locals 4 runs 2 |",
                "localGet 0 I32 |",
                "i32Const 7 | i32",
                "binary I32Add I32 I32 |",
                "end Function [i32] -> [i32] at 0 falls-through continues |",
            ],
            Record(s_toI32, [2, 2, 0x7E, 1, 0x7C, LocalGet, 0, I32Const, 7, Nop, I32Add, End]));

    [Fact]
    public void Dead_code_is_not_shown_but_the_end_of_the_block_around_it_is() =>
        Assert.Equal(
            [
                "begin [i32] -> [i32] locals 1 runs 0 |",
                "block Block [] -> [i32] at 0 |",
                "i32Const 1 |",
                "branch 0 | i32",
                "end Block [] -> [i32] at 0 left continues |",
                "end Function [i32] -> [i32] at 0 falls-through continues |",
            ],
            Record(s_toI32, [0, Block, I32, I32Const, 1, Br, 0, I32Add, Loop, Empty, End, Drop, I32Const, 2, End, End]));

    [Fact]
    public void What_follows_a_block_that_nothing_leaves_is_dead_too() =>
        Assert.Equal(
            [
                "begin [i32] -> [i32] locals 1 runs 0 |",
                "block Block [] -> [] at 0 |",
                "unreachable |",
                "end Block [] -> [] at 0 left dead |",
                "end Function [i32] -> [i32] at 0 left dead |",
            ],
            Record(s_toI32, [0, Block, Empty, Unreachable, End, LocalGet, 0, End]));

    [Fact]
    public void A_loop_that_only_goes_back_is_not_left() =>
        Assert.Equal(
            [
                "begin [i32] -> [i32] locals 1 runs 0 |",
                "loop Loop [] -> [] at 0 |",
                "localGet 0 I32 |",
                "branchIf 0 |",
                "branch 0 |",
                "end Loop [] -> [] at 0 left dead |",
                "end Function [i32] -> [i32] at 0 left dead |",
            ],
            Record(s_toI32, [0, Loop, Empty, LocalGet, 0, BrIf, 0, Br, 0, End, Unreachable, End]));

    [Fact]
    public void The_second_branch_of_an_if_is_reached_though_the_first_returns() =>
        Assert.Equal(
            [
                "begin [i32] -> [i32] locals 1 runs 0 |",
                "localGet 0 I32 |",
                "if If [] -> [i32] at 0 |",
                "localGet 0 I32 |",
                "return | i32",
                "else If [] -> [i32] at 0 left |",
                "i32Const -1 |",
                "end Else [] -> [i32] at 0 falls-through continues |",
                "end Function [i32] -> [i32] at 0 falls-through continues |",
            ],
            Record(s_toI32, [0, LocalGet, 0, If, I32, LocalGet, 0, Return, Else, I32Const, 0x7F, End, End]));

    [Fact]
    public void An_if_without_else_goes_on_even_if_its_branch_does_not() =>
        Assert.Equal(
            [
                "begin [i32] -> [i32] locals 1 runs 0 |",
                "localGet 0 I32 |",
                "if If [] -> [] at 0 |",
                "unreachable |",
                "end If [] -> [] at 0 left continues |",
                "localGet 0 I32 |",
                "end Function [i32] -> [i32] at 0 falls-through continues |",
            ],
            Record(s_toI32, [0, LocalGet, 0, If, Empty, Unreachable, End, LocalGet, 0, End]));

    [Fact]
    public void Branch_tables_show_all_depths_and_leave_what_they_take_along_on_the_stack() =>
        Assert.Equal(
            [
                "begin [i32] -> [i32] locals 1 runs 0 |",
                "block Block [] -> [i32] at 0 |",
                "i32Const 5 |",
                "localGet 0 I32 | i32",
                "branchTable 0,1,0 1 | i32",
                "end Block [] -> [i32] at 0 left continues |",
                "end Function [i32] -> [i32] at 0 falls-through continues |",
            ],
            Record(s_toI32, [0, Block, I32, I32Const, 5, LocalGet, 0, 0x0E, 3, 0, 1, 0, 1, End, End]));

    [Fact]
    public void Calls_may_push_more_operands_than_they_have_bytes()
    {
        const int Count = 2000;
        var many = Enumerable.Range(0, Count).Select(i => i % 3 == 0 ? ValueKind.I64 : ValueKind.I32).ToImmutableArray();
        var callees = new ModuleBuilder()
            .Section(SectionId.Type, ModuleBuilder.Vector(
                [ModuleBuilder.Type(new([], many)), ModuleBuilder.Type(new(many, [])), ModuleBuilder.Type(new([], []))]))
            .Section(SectionId.Function, [3, 0, 1, 2]);
        byte[] calls = [.. Enumerable.Repeat<byte[]>([Call, 0], 20).Concat(Enumerable.Repeat<byte[]>([Call, 1], 20)).SelectMany(call => call)];
        byte[][] bodies = [[0, Unreachable, End], [0, End], [0, .. calls, End]];
        var code = ModuleBuilder.Vector(bodies.Select(body => (byte[])[.. ModuleBuilder.U32((uint)body.Length), .. body]));
        var sink = new RecordingSink();
        new FunctionValidator<RecordingSink>(Module.Decode(callees.Section(SectionId.Code, code).ToArray()), sink).Validate(2);
        var operands = sink.Events[20].Split('|')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Repeat(many, 19).SelectMany(kinds => kinds).Select(kind => kind.ToString().ToLowerInvariant()), operands);
        Assert.EndsWith("|", sink.Events[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_validator_allocates_nothing_once_its_stacks_have_grown()
    {
        var bodies = Enumerable.Repeat<byte[]>(
            [1, 100, 0x7E, Block, Empty, LocalGet, 0, BrIf, 0, LocalGet, 0, If, Empty, End, End, LocalGet, 0, End], 50).ToArray();
        var module = Module.Decode(ModuleBuilder.Functions(s_toI32, bodies));
        var validator = new FunctionValidator<NullSink>(module, default);
        validator.Validate(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < bodies.Length; i++)
            validator.Validate(i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(new byte[] { 0, LocalGet, 1, End }, "unknown local 1", 1)]
    [InlineData(new byte[] { 0, I32Const, 1, 0x42, 1, I32Add, End }, "type mismatch: expected i32 but found i64", 5)]
    [InlineData(new byte[] { 0, Br, 1, End }, "unknown label 1", 1)]
    [InlineData(new byte[] { 0, End }, "type mismatch: expected i32 but the stack is empty", 1)]
    [InlineData(new byte[] { 0, LocalGet, 0, LocalGet, 0, End }, "type mismatch: 1 operands too many", 5)]
    [InlineData(new byte[] { 0, LocalGet, 0, 0x28, 3, 0, End }, "alignment must not be larger than natural", 3)]
    [InlineData(new byte[] { 0, 0x10, 9, End }, "unknown function 9", 1)]
    [InlineData(new byte[] { 0, 0xD2, 1, Drop, LocalGet, 0, End }, "undeclared function reference 1", 1)]
    public void Invalid_code_is_refused_with_the_function_and_the_place(byte[] body, string reason, int offset)
    {
        byte[] valid = [0, LocalGet, 0, End];
        var bytes = ModuleBuilder.Functions(s_toI32, valid, body);
        var module = Module.Decode(bytes);
        var error = Assert.Throws<WasmValidationException>(() => module.ValidateCode(TestContext.Current.CancellationToken));
        Assert.StartsWith(reason, error.Reason, StringComparison.Ordinal);
        Assert.Equal(1, error.FunctionIndex);
        Assert.Equal(module.Bodies[1].Offset + offset, error.Offset);
        Assert.Contains($"function 1, byte offset 0x{error.Offset:x}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0xFD, 12, End }, "illegal opcode fd (unsupported: SIMD)")]
    [InlineData(new byte[] { 0, 0xFE, 0, End }, "illegal opcode fe (unsupported: threads)")]
    [InlineData(new byte[] { 0, 0x12, 0, End }, "illegal opcode 12 (unsupported: tail calls)")]
    [InlineData(new byte[] { 0, 0xFC, 18, End }, "illegal opcode fc 12")]
    [InlineData(new byte[] { 0, 0x27, End }, "illegal opcode 27")]
    [InlineData(new byte[] { 0, LocalGet, 0 }, "unexpected end")]
    [InlineData(new byte[] { 0, LocalGet, 0, End, End }, "section size mismatch")]
    [InlineData(new byte[] { 1, 20, 0x7F, LocalGet, End }, "unexpected end")]
    [InlineData(new byte[] { 0, I32Const, End }, "unexpected end")]
    [InlineData(new byte[] { 0, I32Const, 0x80, End }, "unexpected end")]
    [InlineData(new byte[] { 0, LocalGet, 0, 0x28, 2, End }, "unexpected end")]
    [InlineData(new byte[] { 0, LocalGet, 0x80 }, "unexpected end")]
    [InlineData(new byte[] { 0, LocalGet, 0x80, 0x80, 0x80, 0x80, 0x80, 0, End }, "integer representation too long")]
    [InlineData(new byte[] { 0, LocalGet, 0, 0x28, 2, 0x80, 0x80, 0x80, 0x80, 0x10, End }, "integer too large")]
    [InlineData(new byte[] { 0, I32Const, 0x80, 0x80, 0x80, 0x80, 0x08, End }, "integer too large")]
    [InlineData(new byte[] { 0, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, End }, "integer too large")]
    [InlineData(new byte[] { 1, 0xD1, 0x86, 0x03, 0x7F, End }, "unsupported: more than 50000 locals")]
    public void Malformed_code_is_refused_with_the_function(byte[] body, string reason)
    {
        var module = Module.Decode(ModuleBuilder.Functions(s_toI32, body));
        var error = Assert.Throws<WasmFormatException>(() => module.ValidateCode(TestContext.Current.CancellationToken));
        Assert.StartsWith(reason, error.Reason, StringComparison.Ordinal);
        Assert.Equal(0, error.FunctionIndex);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(300)]
    public void Numbers_of_two_bytes_are_read_like_those_of_one(int locals)
    {
        byte[] last = ModuleBuilder.U32((uint)locals);
        byte[] body = [1, .. last, 0x7F, LocalGet, .. last, 0x22, .. last, 0x21, .. last, LocalGet, .. last, 0x28, 2, 0x80, 0x01, End];
        Assert.Equal(
            [
                $"localGet {locals} I32 |",
                $"localTee {locals} I32 |",
                $"localSet {locals} I32 |",
                $"localGet {locals} I32 |",
                "load I32Load 128 2 I32 |",
            ],
            Record(s_toI32, body)[1..^1]);
    }

    [Fact]
    public void Branches_go_to_labels_that_take_two_bytes()
    {
        byte[] opened = [.. Enumerable.Repeat<byte[]>([Block, Empty], 400).SelectMany(block => block)];
        byte[] body = [0, .. opened, LocalGet, 0, BrIf, 0xAC, 0x02, .. Enumerable.Repeat(End, 400), LocalGet, 0, End];
        Assert.Contains("branchIf 300 |", Record(s_toI32, body));
    }

    [Fact]
    public void A_validator_can_be_used_again_after_an_error()
    {
        var module = Module.Decode(ModuleBuilder.Functions(s_toI32, [0, Block, Empty, I32Add, End, End], [0, LocalGet, 0, End]));
        var validator = new FunctionValidator<NullSink>(module, default);
        Assert.Throws<WasmValidationException>(() => validator.Validate(0));
        validator.Validate(1);
    }

    [Theory]
    [InlineData(new byte[] { 0x45 }, ValueKind.I32, ValueKind.I32, false)] // i32.eqz
    [InlineData(new byte[] { 0x55 }, ValueKind.I64, ValueKind.I32, true)] // i64.gt_s
    [InlineData(new byte[] { 0x8A }, ValueKind.I64, ValueKind.I64, true)] // i64.rotr
    [InlineData(new byte[] { 0x98 }, ValueKind.F32, ValueKind.F32, true)] // f32.copysign
    [InlineData(new byte[] { 0xA7 }, ValueKind.I64, ValueKind.I32, false)] // i32.wrap_i64
    [InlineData(new byte[] { 0xB6 }, ValueKind.F64, ValueKind.F32, false)] // f32.demote_f64
    [InlineData(new byte[] { 0xBF }, ValueKind.I64, ValueKind.F64, false)] // f64.reinterpret_i64
    [InlineData(new byte[] { 0xC4 }, ValueKind.I64, ValueKind.I64, false)] // i64.extend32_s
    [InlineData(new byte[] { 0xFC, 7 }, ValueKind.F64, ValueKind.I64, false)] // i64.trunc_sat_f64_u
    public void Numeric_instructions_take_and_give_the_types_of_their_names(
        byte[] opcode, ValueKind operand, ValueKind result, bool isBinary)
    {
        var kinds = ImmutableArray.Create(operand, operand);
        var type = new FunctionType(isBinary ? kinds : kinds[..1], [result]);
        byte[] operands = isBinary ? [LocalGet, 0, LocalGet, 1] : [LocalGet, 0];
        var events = Record(type, [0, .. operands, .. opcode, End]);
        Assert.Contains(events, line => line.EndsWith($" {operand} {result} |", StringComparison.Ordinal));
    }

    private static List<string> Record(FunctionType type, byte[] body)
    {
        var sink = new RecordingSink();
        Validate(type, sink, body);
        return sink.Events;
    }

    private static void Validate<TSink>(FunctionType type, TSink sink, byte[] body)
        where TSink : IFunctionSink =>
        new FunctionValidator<TSink>(Module.Decode(ModuleBuilder.Functions(type, body)), sink).Validate(0);
}
