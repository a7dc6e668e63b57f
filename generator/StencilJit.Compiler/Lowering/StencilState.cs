using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Registers;
using StencilJit.Compiler.Sources;

namespace StencilJit.Compiler.Lowering;

/// <summary>The registers of one stencil function while it is built: parameters on entry, arguments of the tail call.</summary>
internal sealed unsafe class StencilState
{
    /// <summary>Name of the stack variable that holds a pinned pointer until LLVM turns it into a register again.</summary>
    public const string PinnedVariable = "pinned.";

    private readonly IrBuilder ir;
    private readonly SetDeclaration set;
    private readonly StencilSignature signature;
    private readonly LLVMOpaqueValue* function;
    private readonly bool spilled;
    private readonly nint[] pinned;
    private readonly nint[] changed;

    public StencilState(IrBuilder ir, SetDeclaration set, StencilSignature signature, LLVMOpaqueValue* function, bool spilled)
    {
        this.ir = ir;
        this.set = set;
        this.signature = signature;
        this.function = function;
        this.spilled = spilled;
        pinned = new nint[set.Pinned.Count];
        changed = new nint[signature.Count];
    }

    /// <summary>The state of a function whose pinned pointers have their variables already.</summary>
    public StencilState(IrBuilder ir, SetDeclaration set, StencilSignature signature, LLVMOpaqueValue* function, bool spilled, nint[] pinned)
        : this(ir, set, signature, function, spilled) => this.pinned = pinned;

    /// <summary>The frame that the stencil was entered with.</summary>
    public LLVMOpaqueValue* Frame => Parameter(signature.Pinned[0]);

    /// <summary>Keeps every pinned pointer in a stack variable, so that the micro-op can change it.</summary>
    public void StorePinned()
    {
        for (var index = 0; index < pinned.Length; index++)
        {
            var variable = ir.Alloca(ir.Pointer);
            var name = PinnedVariable + set.Pinned[index];
            LLVM.SetValueName2(variable, Utf8.Pin(name), (nuint)name.Length);
            ir.Store(Parameter(signature.Pinned[index]), variable);
            pinned[index] = (nint)variable;
        }
    }

    public LLVMOpaqueType* TypeOf(OperandType type) => type switch
    {
        OperandType.I32 => ir.I32,
        OperandType.I64 => ir.I64,
        OperandType.F32 => ir.F32,
        OperandType.F64 => ir.F64,
        _ => ir.Pointer,
    };

    /// <summary>
    /// An operand that lives in a register. What the micro-op finds out about it, such as that it is zero where a jump is
    /// taken, must not be told of the register that is passed on: the code generator would load that number.
    /// </summary>
    public LLVMOpaqueValue* GetRegister(RegisterRole role, OperandType type)
    {
        var value = OperandLowering.Mark(ir, Parameter(ParameterOf(role)), type == OperandType.Pointer ? OperandType.I64 : type);
        return type == OperandType.Pointer ? ir.ToPointer(value) : value;
    }

    /// <summary>Gives a register its value for the continuation; 32-bit integers are zero-extended.</summary>
    public void SetRegister(RegisterRole role, LLVMOpaqueValue* value, OperandType type) => changed[ParameterOf(role)] = (nint)(type switch
    {
        OperandType.F32 or OperandType.F64 => ir.FromScalar(value, TypeOf(type)),
        OperandType.I32 => ir.ZeroExtend(value, ir.I64),
        OperandType.Pointer => ir.FromPointer(value),
        _ => value,
    });

    /// <summary>Ends the block with a tail call that passes every register on.</summary>
    public void Continue(LLVMOpaqueType* type, string symbol) => LeaveTo(type, symbol, keepOperands: !spilled);

    /// <summary>Ends the block with a tail call; without operands, their registers may hold anything.</summary>
    public void LeaveTo(LLVMOpaqueType* type, string symbol, bool keepOperands)
    {
        var arguments = new nint[signature.Count];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = (nint)LLVM.GetPoison(signature.TypeOf(ir, index));
        for (var index = 0; index < pinned.Length; index++)
            arguments[signature.Pinned[index]] = (nint)ir.Load(ir.Pointer, (LLVMOpaqueValue*)pinned[index]);
        foreach (var index in signature.Operands)
            if (changed[index] != 0)
                arguments[index] = changed[index];
            else if (keepOperands)
                arguments[index] = (nint)Parameter(index);
        var callee = ir.Declare(symbol, type);
        LLVM.SetFunctionCallConv(callee, IrBuilder.PreserveNone);
        LLVM.SetVisibility(callee, LLVMVisibility.LLVMHiddenVisibility);
        var call = ir.Call(type, callee, arguments);
        LLVM.SetInstructionCallConv(call, IrBuilder.PreserveNone);
        LLVM.SetTailCallKind(call, LLVMTailCallKind.LLVMTailCallKindMustTail);
        ir.Return();
    }

    private int ParameterOf(RegisterRole role) => signature.Parameter(role.Class, role.Canonical.Name);

    private LLVMOpaqueValue* Parameter(int index) => LLVM.GetParam(function, (uint)index);
}
