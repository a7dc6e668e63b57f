using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;

namespace StencilJit.Compiler.Lowering;

/// <summary>
/// Moves blocks that do nothing but leave to a label or trap behind all others. Code generation folds such a block into
/// the conditional jump that reaches it only where it does not stand in the way of the likely path.
/// </summary>
internal static unsafe class BlockOrder
{
    public static void MoveExitsLast(LLVMOpaqueValue* function)
    {
        var exits = new List<nint>();
        var entry = LLVM.GetEntryBasicBlock(function);
        for (var block = LLVM.GetFirstBasicBlock(function); block != null; block = LLVM.GetNextBasicBlock(block))
            if (block != entry && IsExit(block))
                exits.Add((nint)block);
        foreach (var block in exits)
            if (LLVM.GetLastBasicBlock(function) is var last && last != (LLVMOpaqueBasicBlock*)block)
                LLVM.MoveBasicBlockAfter((LLVMOpaqueBasicBlock*)block, last);
    }

    private static bool IsExit(LLVMOpaqueBasicBlock* block)
    {
        var call = LLVM.GetPreviousInstruction(LLVM.GetBasicBlockTerminator(block));
        if (call == null || call != LLVM.GetFirstInstruction(block) || LLVM.IsACallInst(call) == null)
            return false;
        nuint length;
        var callee = Utf8.Read(LLVM.GetValueName2(LLVM.GetCalledValue(call), &length), length);
        return callee.StartsWith(Markers.LabelSymbol, StringComparison.Ordinal) || callee.StartsWith(Markers.TrapSymbol, StringComparison.Ordinal);
    }
}
