using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Decoding;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Tests.Decoding;

public class DecodedFunctionTests
{
    private const byte Block = 0x02, Loop = 0x03, End = 0x0B, BranchTable = 0x0E, Unreachable = 0x00, Nop = 0x01, Call = 0x10;
    private const byte Get = 0x20, Tee = 0x22, Load = 0x28, Constant = 0x41, Drop = 0x1A, Empty = 0x40, Add = 0x6A, Eqz = 0x45, I32 = 0x7F;

    private readonly DecodedFunction _function = new();

    [Fact]
    public void Instructions_have_what_their_bytes_say_and_where_these_are()
    {
        var module = Decode([0, Get, 0, Constant, 0x7F, Nop, Add, Load, 2, 0x90, 0x01, Eqz, Drop, End]);
        int start = module.Bodies[0].Offset;
        Assert.Equal(
            [
                (Operation.Binary, ValueKind.I32, Opcode.I32Add, start + 6, 0u, 2),
                (Operation.Load, ValueKind.I32, Opcode.I32Load, start + 7, 0x90u, 0),
                (Operation.Test, ValueKind.I32, Opcode.I32Eqz, start + 11, 0u, 0),
                (Operation.Drop, ValueKind.I32, default(Opcode), start + 12, 0u, 0),
                (Operation.End, ValueKinds.Unknown, default(Opcode), start + 13, DecodedFunction.FallsThrough | DecodedFunction.Continues, 0),
            ],
            _function.Instructions.ToArray().Select((instruction, index) =>
                (instruction.Operation, instruction.Type, instruction.Opcode, instruction.Offset, instruction.Immediate, _function.PushedBefore(index).Length)));
        Assert.Equal([DecodedPush.OfLocal(0, ValueKind.I32), DecodedPush.OfNumber(uint.MaxValue, ValueKind.I32)], _function.PushedBefore(0).ToArray());
    }

    [Fact]
    public void What_cannot_be_reached_is_not_there()
    {
        Decode([0, Block, Empty, Unreachable, Loop, Empty, End, Drop, End, End]);
        Assert.Equal(
            [Operation.Block, Operation.Unreachable, Operation.End, Operation.End],
            _function.Instructions.ToArray().Select(instruction => instruction.Operation));
        Assert.Equal(0u, _function.Instructions[2].Immediate);
    }

    [Fact]
    public void Blocks_and_tables_of_branches_find_their_types_and_labels()
    {
        Decode([0, Block, Empty, Block, I32, Constant, 1, Get, 0, BranchTable, 2, 0, 0, 0, End, Drop, Get, 0, BranchTable, 1, 1, 0, End, End]);
        var instructions = _function.Instructions;
        Assert.Equal([ValueKind.I32], _function.BlockType(instructions[1]).Results);
        Assert.Equal([0, 0, 0], _function.Labels(instructions[2]).ToArray());
        Assert.Equal([1, 0], _function.Labels(instructions[5]).ToArray());
    }

    [Fact]
    public void A_function_replaces_the_one_before_and_takes_no_more_memory()
    {
        byte[] body = [1, 100, I32, .. Enumerable.Repeat<byte[]>([Loop, Empty, Get, 5, Tee, 6, Drop, Call, 0, End], 500).SelectMany(code => code), End];
        var module = Module.Decode(ModuleBuilder.Functions(new([], []), body, [0, End]));
        var validator = new FunctionValidator<InstructionRecorder>(module, new InstructionRecorder(_function));
        validator.Validate(0);
        Assert.Equal(2501, _function.Instructions.Length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        validator.Validate(1);
        int length = _function.Instructions.Length;
        validator.Validate(0);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1, length);
    }

    private Module Decode(byte[] body)
    {
        var module = Module.Decode(ModuleBuilder.Functions(new([ValueKind.I32], []), body));
        new FunctionValidator<InstructionRecorder>(module, new InstructionRecorder(_function)).Validate(0);
        return module;
    }
}
