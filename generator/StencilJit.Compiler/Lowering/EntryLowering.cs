using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;

namespace StencilJit.Compiler.Lowering;

/// <summary>Gives ENTER its meaning inside the plain C functions through which a host enters stitched code.</summary>
internal sealed unsafe class EntryLowering(IrBuilder ir, SetDeclaration set, TargetDescription target, StencilSignature signature, LLVMOpaqueType* type)
{
    private readonly nint stencilType = (nint)type;

    /// <summary>Prepares an ENTRY function for emission under the stencil's symbol.</summary>
    public void Lower(StencilFunction stencil)
    {
        var function = (LLVMOpaqueValue*)stencil.Op.Function;
        LLVM.SetValueName2(function, Utf8.Pin(stencil.Symbol), (nuint)stencil.Symbol.Length);
        ir.AddAttribute(function, "nounwind");
        ir.AddAttribute(function, "frame-pointer", "none");
        for (var block = LLVM.GetFirstBasicBlock(function); block != null; block = LLVM.GetNextBasicBlock(block))
            for (var next = LLVM.GetFirstInstruction(block); next != null;)
            {
                var instruction = next;
                next = LLVM.GetNextInstruction(instruction);
                if (LLVM.IsACallInst(instruction) != null && LLVM.GetCalledValue(instruction) is var callee && LLVM.GetNamedFunction(ir.Module, Utf8.Pin(Markers.Enter)) is var enter
                    && enter != null && callee == enter)
                    LowerEnter(instruction, stencil);
            }
    }

    /// <summary>Emits the call of stitched code with the pinned pointers in their registers, at the builder's place.</summary>
    public void Enter(LLVMOpaqueValue* code, ReadOnlySpan<nint> arguments)
    {
        var stitched = (LLVMOpaqueType*)stencilType;
        var call = ir.Call(stitched, code, arguments);
        LLVM.SetInstructionCallConv(call, IrBuilder.PreserveNone);
        if (target.FramePointer is null)
            return;
        // preserve_none keeps the frame pointer, but an exit through EXIT does not: make this function save it.
        var voidType = ir.FunctionType(ir.Void, []);
        ir.Call(voidType, ir.Assembly(voidType, "", $"~{{{target.FramePointer}}}"), []);
    }

    private void LowerEnter(LLVMOpaqueValue* call, StencilFunction stencil)
    {
        // Operands of a call: its arguments, then the callee. The first argument is the code.
        var given = LLVM.GetNumOperands(call) - 2;
        if (given != set.Pinned.Count)
            throw stencil.Op.Error("SJ1109", $"ENTER in '{stencil.Op.Name}' gives {given} pinned pointers; STENCIL_SET names {set.Pinned.Count}: {string.Join(", ", set.Pinned)}.");
        var arguments = new nint[signature.Count];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = (nint)LLVM.GetPoison(signature.TypeOf(ir, index));
        for (var index = 0; index < given; index++)
            arguments[signature.Pinned[index]] = (nint)LLVM.GetOperand(call, (uint)(index + 1));
        ir.Before(call);
        Enter(LLVM.GetOperand(call, 0), arguments);
        LLVM.InstructionEraseFromParent(call);
    }
}
