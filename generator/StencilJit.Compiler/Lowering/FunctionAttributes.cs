using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;

namespace StencilJit.Compiler.Lowering;

/// <summary>The attributes that a stencil function needs to be compiled as clang compiles the micro-op it holds.</summary>
internal static unsafe class FunctionAttributes
{
    private static readonly string[] Inherited = ["target-cpu", "target-features", "tune-cpu", "no-builtins", "no-trapping-math"];

    // What -Os and -Oz say. Not minsize: on AArch64 it makes functions share code, which no stencil can.
    private const string SmallCode = "optsize";

    public static void Apply(IrBuilder ir, LLVMOpaqueValue* function, LLVMOpaqueValue* op)
    {
        foreach (var name in Inherited)
        {
            var attribute = LLVM.GetStringAttributeAtIndex(op, LLVMAttributeIndex.LLVMAttributeFunctionIndex, Utf8.Pin(name), (uint)name.Length);
            if (attribute != null)
                LLVM.AddAttributeAtIndex(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, attribute);
        }
        if (LLVM.GetEnumAttributeAtIndex(op, LLVMAttributeIndex.LLVMAttributeFunctionIndex, LLVM.GetEnumAttributeKindForName(Utf8.Pin(SmallCode), (nuint)SmallCode.Length)) != null)
            ir.AddAttribute(function, SmallCode);
        ir.AddAttribute(function, "nounwind");
        ir.AddAttribute(function, "frame-pointer", "none");
        // Windows keeps nothing below the stack pointer, and LLVM does not know that of preserve_none.
        ir.AddAttribute(function, "noredzone");
        ir.AddAttribute(function, "no-jump-tables", "true");
    }

    /// <summary>Makes a function what C's attribute <c>const</c> means: no memory, no exceptions, always returns.</summary>
    public static void MakeConst(IrBuilder ir, LLVMOpaqueValue* function)
    {
        foreach (var attribute in new[] { "memory", "nounwind", "willreturn" })
            ir.AddAttribute(function, attribute);
    }

    /// <summary>
    /// Makes a function that calls C align the stack itself: stitched calls push a return address and nothing else.
    /// </summary>
    public static void RealignForCalls(IrBuilder ir, LLVMOpaqueValue* function)
    {
        for (var block = LLVM.GetFirstBasicBlock(function); block != null; block = LLVM.GetNextBasicBlock(block))
            for (var instruction = LLVM.GetFirstInstruction(block); instruction != null; instruction = LLVM.GetNextInstruction(instruction))
                if (LLVM.IsACallInst(instruction) != null && CallsC(LLVM.GetCalledValue(instruction)))
                {
                    ir.AddAttribute(function, "stackrealign", "");
                    return;
                }
    }

    private static bool CallsC(LLVMOpaqueValue* callee)
    {
        nuint length;
        var name = Utf8.Read(LLVM.GetValueName2(callee, &length), length);
        return LLVM.IsAInlineAsm(callee) == null && !name.StartsWith("llvm.", StringComparison.Ordinal)
            && !name.StartsWith("stencil.", StringComparison.Ordinal) && !name.StartsWith(Markers.Prefix, StringComparison.Ordinal);
    }
}
