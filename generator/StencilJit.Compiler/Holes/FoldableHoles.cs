using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Lowering;

namespace StencilJit.Compiler.Holes;

/// <summary>
/// Finds stencils in which something is computed from a hole and constants alone, as the test of a divisor for zero is.
/// With a probe's number in the hole the code generator computes it, alike in all probes since none of them is special,
/// and the code is right for such numbers only. Such holes must stay hidden from it.
/// </summary>
internal static unsafe class FoldableHoles
{
    /// <summary>Whether a function has such a computation.</summary>
    public static bool In(LLVMOpaqueModule* module, StencilFunction stencil)
    {
        var function = LLVM.GetNamedFunction(module, Utf8.Pin(stencil.Symbol));
        var derived = new HashSet<nint>();
        for (var block = LLVM.GetFirstBasicBlock(function); block != null; block = LLVM.GetNextBasicBlock(block))
            for (var instruction = LLVM.GetFirstInstruction(block); instruction != null; instruction = LLVM.GetNextInstruction(instruction))
            {
                if (Markers.IsHole(instruction))
                    derived.Add((nint)instruction);
                else if (IsComputedFrom(instruction, derived))
                {
                    // Widening or narrowing alone decides nothing.
                    if (LLVM.IsACastInst(instruction) == null)
                        return true;
                    derived.Add((nint)instruction);
                }
            }
        return false;
    }

    private static bool IsComputedFrom(LLVMOpaqueValue* instruction, HashSet<nint> derived)
    {
        var uses = false;
        for (uint index = 0; index < LLVM.GetNumOperands(instruction); index++)
        {
            var operand = LLVM.GetOperand(instruction, index);
            if (derived.Contains((nint)operand))
                uses = true;
            else if (LLVM.IsConstant(operand) == 0)
                return false;
        }
        return uses;
    }
}
