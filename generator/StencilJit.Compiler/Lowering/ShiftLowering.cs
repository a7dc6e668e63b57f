using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>
/// Makes logical shifts of 32 bits to the right, by a number known when stitching, shifts of 64 where the result is extended to
/// as many: the upper half is zero before and after. For AArch64 LLVM does not see that the narrow shift by a number extends, and
/// adds a move; the optimizer narrows what C asks for, so this comes after it.
/// </summary>
internal static unsafe class ShiftLowering
{
    /// <summary>Widens the shifts of an optimized function.</summary>
    public static void Lower(IrBuilder ir, Architecture architecture, LLVMOpaqueValue* function)
    {
        if (architecture != Architecture.Arm64)
            return;
        for (var block = LLVM.GetFirstBasicBlock(function); block != null; block = LLVM.GetNextBasicBlock(block))
            for (var instruction = LLVM.GetFirstInstruction(block); instruction != null;)
            {
                var current = instruction;
                instruction = LLVM.GetNextInstruction(instruction);
                if (IsExtension(current) && LLVM.TypeOf(current) == ir.I64 && LLVM.GetOperand(current, 0) is var shift && IsShiftByHole(ir, shift))
                    Widen(ir, current, shift);
            }
    }

    private static bool IsShiftByHole(IrBuilder ir, LLVMOpaqueValue* value) =>
        LLVM.TypeOf(value) == ir.I32 && LLVM.IsABinaryOperator(value) != null && LLVM.GetInstructionOpcode(value) == LLVMOpcode.LLVMLShr
        && LLVM.GetOperand(value, 1) is var count && IsExtension(count) && Markers.IsHole(LLVM.GetOperand(count, 0));

    private static bool IsExtension(LLVMOpaqueValue* value) => LLVM.IsAZExtInst(value) != null;

    private static void Widen(IrBuilder ir, LLVMOpaqueValue* extension, LLVMOpaqueValue* shift)
    {
        ir.Before(extension);
        var count = LLVM.GetOperand(LLVM.GetOperand(shift, 1), 0);
        var wide = ir.ShiftRight(ir.ZeroExtend(LLVM.GetOperand(shift, 0), ir.I64), ir.ZeroExtend(count, ir.I64));
        LLVM.ReplaceAllUsesWith(extension, wide);
        LLVM.InstructionEraseFromParent(extension);
        if (LLVM.GetFirstUse(shift) == null)
            LLVM.InstructionEraseFromParent(shift);
    }
}
