using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Sources;
using StencilJit.Model;

namespace StencilJit.Compiler.Registers;

/// <summary>
/// Whether a stencil's code leaves the registers alone that hold operands of other stencils: those are renamed when
/// stitching, so nothing else may be in one of them, and a leaf changes none of them.
/// </summary>
internal sealed class RegisterChecks(RegisterNames names, StencilSignature signature)
{
    /// <summary>Throws where the code names a register of the set's that is none of its operands.</summary>
    public void Check(StencilFunction stencil, IReadOnlyList<Instruction> instructions)
    {
        // What calls out changes all registers; where it takes operands in some, the others must not stand in their way.
        if (Harness.Contains(stencil.Op) || (stencil.Kind != StencilKind.Leaf && stencil.Registers.Count == 0))
            return;
        foreach (var instruction in instructions)
            foreach (var word in InstructionWords.Of(instruction))
                if (names.TryParse(word, out var name) && IsOperandRegister(name)
                    && !stencil.Registers.Any(role => role.Class == name.Class && role.Canonical.Number == name.Number))
                    throw stencil.Op.Error("SJ1405", $"{stencil.Display} needs more registers than there are beside those of operands: '{instruction.Mnemonic} {instruction.Operands}' takes {word}. Make it simpler, give the set fewer registers, or take operands from slots.");
    }

    private bool IsOperandRegister(RegisterName name) => signature.Pool(name.Class).Any(register => register.Number == name.Number);
}
