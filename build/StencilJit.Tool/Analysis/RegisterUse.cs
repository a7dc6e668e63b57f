using StencilJit.Compiler.Disassembly;
using StencilJit.Model;

namespace StencilJit.Tool.Analysis;

/// <summary>
/// Which registers instructions read and write, judged by their text: LLVM's C interface does not tell. The tests compare
/// it with an independent decoder for every stencil.
/// </summary>
internal sealed class RegisterUse(Architecture architecture)
{
    private readonly IInstructionSet instructions = architecture == Architecture.X64 ? new X64Instructions() : new Arm64Instructions();

    /// <summary>Whether an instruction jumps; calls and returns do not.</summary>
    public bool IsJump(Instruction instruction) => instructions.IsJump(instruction.Mnemonic);

    /// <summary>Whether an instruction jumps or calls.</summary>
    public bool IsJumpOrCall(Instruction instruction) => IsJump(instruction) || instructions.IsCall(instruction.Mnemonic);

    /// <summary>What can be said of a stencil as a whole. Reads count in the order of the text: one behind a write is no use of a value from outside.</summary>
    public CodeFacts Facts(IReadOnlyList<Instruction> code, int length)
    {
        var reads = new SortedSet<string>(RegisterOrder.Instance);
        var writes = new SortedSet<string>(RegisterOrder.Instance);
        var usesStack = false;
        foreach (var instruction in code)
        {
            var (read, written) = instructions.Registers(instruction.Mnemonic, instruction.Operands);
            reads.UnionWith(read.Where(register => !writes.Contains(register)));
            writes.UnionWith(written);
            usesStack |= !instructions.IsCall(instruction.Mnemonic) && read.Concat(written).Contains(instructions.StackPointer);
        }

        reads.Remove(instructions.StackPointer);
        writes.Remove(instructions.StackPointer);
        return new CodeFacts(
            length, code.Count, [.. reads], [.. writes],
            code.Count(IsJump), code.Count(instruction => instructions.IsCall(instruction.Mnemonic)), usesStack);
    }
}
