using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
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
    public LLVMOpaqueValue* Frame => Parameter(0);

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

    /// <summary>An operand that lives at a position of the operand registers.</summary>
    public LLVMOpaqueValue* GetRegister(int position, OperandType type)
    {
        if (type is OperandType.F32 or OperandType.F64)
            return OperandLowering.Mark(ir, Parameter(FloatParameter(position)), type);
        var register = Parameter(IntegerParameter(position));
        if (type == OperandType.I32)
            return OperandLowering.Mark(ir, register, type);
        return type == OperandType.Pointer ? ir.ToPointer(register) : register;
    }

    /// <summary>Gives an operand register its value for the continuation; 32-bit integers are zero-extended.</summary>
    public void SetRegister(int position, LLVMOpaqueValue* value, OperandType type)
    {
        if (type is OperandType.F32 or OperandType.F64)
            changed[FloatParameter(position)] = (nint)ir.FromScalar(value, TypeOf(type));
        else
            changed[IntegerParameter(position)] = (nint)(type switch
            {
                OperandType.I32 => ir.ZeroExtend(value, ir.I64),
                OperandType.Pointer => ir.FromPointer(value),
                _ => value,
            });
    }

    /// <summary>
    /// Says that operand registers may hold anything from here on. A jump decided by an operand would otherwise carry
    /// what the decision tells of its value, such as a zero, and load it.
    /// </summary>
    public void Consume(int position, IReadOnlyList<Operand> operands, IReadOnlyList<OperandPlace> places)
    {
        for (var index = 0; index < operands.Count; index++)
            if (places[index] == OperandPlace.Register)
            {
                var parameter = operands[index].IsFloat ? FloatParameter(position + index) : IntegerParameter(position + index);
                changed[parameter] = (nint)LLVM.GetPoison(parameter < signature.IntegerParameters ? ir.I64 : ir.Vector);
            }
    }

    /// <summary>Ends the block with a tail call that passes every register on.</summary>
    public void Continue(LLVMOpaqueType* type, string symbol) => LeaveTo(type, symbol, keepOperands: !spilled);

    /// <summary>Ends the block with a tail call; without operands, their registers may hold anything.</summary>
    public void LeaveTo(LLVMOpaqueType* type, string symbol, bool keepOperands)
    {
        var arguments = new nint[signature.Count];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = (nint)LLVM.GetPoison(index < signature.IntegerParameters ? ir.I64 : ir.Vector);
        for (var index = 0; index < pinned.Length; index++)
            arguments[signature.Pinned[index]] = (nint)ir.Load(ir.Pointer, (LLVMOpaqueValue*)pinned[index]);
        foreach (var index in signature.Integers.Concat(Enumerable.Range(signature.IntegerParameters, signature.FloatRegisters)))
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

    private int IntegerParameter(int position) => signature.Integers[position % signature.Integers.Count];

    private int FloatParameter(int position) => signature.Float(position % signature.FloatRegisters);

    private LLVMOpaqueValue* Parameter(int index) => LLVM.GetParam(function, (uint)index);
}
