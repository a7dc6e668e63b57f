using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Sources;

namespace StencilJit.Compiler.Lowering;

/// <summary>
/// Takes operands out of registers that are wider than they are: 32-bit integers out of 64 bits, whose upper half is
/// zero, as every stencil that gives a 32-bit result zero-extends it; floating-point numbers out of vectors.
/// LLVM's optimizer, told so, would compare whole registers, and then miss what the narrow instructions are good for.
/// So a function that it does not know takes them out, and only the machine code generator sees what that is.
/// </summary>
internal static unsafe class OperandLowering
{
    private static readonly OperandType[] Types = [OperandType.I32, OperandType.I64, OperandType.F32, OperandType.F64];

    /// <summary>The operand in a register.</summary>
    /// <param name="ir">Where to build.</param>
    /// <param name="register">A 64-bit integer for I32, a vector for F32 and F64.</param>
    /// <param name="type">The operand's type.</param>
    public static LLVMOpaqueValue* Mark(IrBuilder ir, LLVMOpaqueValue* register, OperandType type)
    {
        var function = ir.FunctionType(TypeOf(ir, type), [(nint)LLVM.TypeOf(register)]);
        var marker = ir.Declare(Markers.Operand(type), function);
        FunctionAttributes.MakeConst(ir, marker);
        return ir.Call(function, marker, [(nint)register]);
    }

    /// <summary>Gives the marks their meaning, once the optimizer is done.</summary>
    public static void Lower(IrBuilder ir)
    {
        foreach (var type in Types)
        {
            var marker = LLVM.GetNamedFunction(ir.Module, Utf8.Pin(Markers.Operand(type)));
            if (marker == null)
                continue;
            while (LLVM.GetFirstUse(marker) is var use && use != null)
                Lower(ir, LLVM.GetUser(use), type);
            LLVM.DeleteFunction(marker);
        }
    }

    private static void Lower(IrBuilder ir, LLVMOpaqueValue* operand, OperandType type)
    {
        var register = LLVM.GetOperand(operand, 0);
        // An operand that is widened again is its register.
        while (type == OperandType.I32 && FindWidening(ir, operand) is var widened && widened != null)
            Replace(widened, register);
        ir.Before(operand);
        // Not marked as without unsigned wrap, though it is: with that the code generator makes 64-bit comparisons, too.
        Replace(operand, type switch
        {
            OperandType.I32 => ir.Truncate(register, ir.I32),
            OperandType.I64 => register,
            _ => ir.Scalar(register, TypeOf(ir, type)),
        });
    }

    private static LLVMOpaqueValue* FindWidening(IrBuilder ir, LLVMOpaqueValue* operand)
    {
        for (var use = LLVM.GetFirstUse(operand); use != null; use = LLVM.GetNextUse(use))
            if (LLVM.GetUser(use) is var user && LLVM.IsAZExtInst(user) != null && LLVM.TypeOf(user) == ir.I64)
                return user;
        return null;
    }

    private static void Replace(LLVMOpaqueValue* instruction, LLVMOpaqueValue* by)
    {
        LLVM.ReplaceAllUsesWith(instruction, by);
        LLVM.InstructionEraseFromParent(instruction);
    }

    private static LLVMOpaqueType* TypeOf(IrBuilder ir, OperandType type) => type switch
    {
        OperandType.I32 => ir.I32,
        OperandType.I64 => ir.I64,
        OperandType.F32 => ir.F32,
        _ => ir.F64,
    };
}
