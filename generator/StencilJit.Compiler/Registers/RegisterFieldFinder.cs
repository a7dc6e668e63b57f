using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Registers;

/// <summary>
/// Finds the bits of a stencil's code that hold the numbers of its operands' registers: each bit is flipped, and what it
/// is can be read from what the disassembler says then. The result is accepted only where the code for many other
/// choices of registers decodes to the same instructions with the names replaced, and nothing else.
/// </summary>
internal sealed class RegisterFieldFinder(RegisterNames names, TargetDescription target)
{
    private readonly RegisterProof proof = new(names, target);

    /// <summary>The bits of each of the stencil's registers, ordered by position.</summary>
    /// <param name="stencil">The stencil.</param>
    /// <param name="code">Its code with the canonical registers.</param>
    /// <param name="instructions">That code decoded.</param>
    /// <param name="disassembler">Decodes it once more.</param>
    /// <exception cref="CompilationException">SJ1406: an operand's register cannot be exchanged.</exception>
    public IReadOnlyList<IReadOnlyList<RegisterBit>> Find(StencilFunction stencil, byte[] code, IReadOnlyList<Instruction> instructions, Disassembler disassembler)
    {
        if (stencil.Registers.Count == 0)
            return [];
        var search = new RegisterFieldSearch(names, target, stencil.Registers, code, disassembler);
        foreach (var instruction in instructions)
            search.FlipOne(instruction);
        var tried = new HashSet<Instruction>();
        while (proof.FindFault(stencil.Registers, code, instructions, search.Bits, disassembler) is { } fault)
        {
            if (!tried.Add(fault))
                throw stencil.Op.Error("SJ1406", $"{stencil.Display}: the registers of its operands cannot be exchanged in '{fault.Mnemonic} {fault.Operands}'; an instruction with fixed registers has to work on copies.");
            search.FlipTwo(fault);
            search.FlipPairs(fault);
        }
        return search.Bits;
    }
}
