using LLVMSharp.Interop;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>The attributes that a stencil function needs to be compiled as clang compiles the micro-op it holds.</summary>
internal static unsafe class FunctionAttributes
{
    private static readonly string[] Inherited = ["target-cpu", "target-features", "tune-cpu", "no-builtins", "no-trapping-math"];

    public static void Apply(IrBuilder ir, LLVMOpaqueValue* function, LLVMOpaqueValue* op, StencilFunction stencil, TargetDescription target)
    {
        foreach (var name in Inherited)
        {
            var attribute = LLVM.GetStringAttributeAtIndex(op, uint.MaxValue, Utf8.Pin(name), (uint)name.Length);
            if (attribute != null)
                LLVM.AddAttributeAtIndex(function, uint.MaxValue, attribute);
        }
        ir.AddAttribute(function, "nounwind");
        ir.AddAttribute(function, "frame-pointer", "none");
        ir.AddAttribute(function, "no-jump-tables", "true");
        // Stitched calls push a return address and nothing else, so the stack's alignment is unknown here.
        if (stencil.Kind == StencilKind.Spilled && target.RealignStack)
            ir.AddAttribute(function, "stackrealign", "");
        LLVM.SetSection(function, Utf8.Pin(stencil.Section));
    }
}
