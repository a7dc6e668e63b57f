using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>
/// Turns micro-ops into stencil functions: fetches operands from where a placement has them, calls the micro-op,
/// stores its result and tail-calls the continuation with every register passed on.
/// </summary>
internal sealed unsafe class StencilLowering(IrBuilder ir, SetDeclaration set, TargetDescription target)
{
    private readonly StencilSignature signature = new(set, target);

    public StencilSignature Signature => signature;

    /// <summary>The type that all stencil functions of the set have.</summary>
    public LLVMOpaqueType* FunctionType()
    {
        var types = new nint[signature.Count];
        for (var index = 0; index < types.Length; index++)
            types[index] = (nint)signature.TypeOf(ir, index);
        return ir.FunctionType(ir.Void, types);
    }

    /// <summary>Adds the stencil function of a micro-op; its markers are lowered by <see cref="MarkerLowering"/> after inlining.</summary>
    public void Build(StencilFunction stencil)
    {
        var type = FunctionType();
        var function = LLVM.AddFunction(ir.Module, Utf8.Pin(stencil.Symbol), type);
        LLVM.SetFunctionCallConv(function, IrBuilder.PreserveNone);
        FunctionAttributes.Apply(ir, function, (LLVMOpaqueValue*)stencil.Op.Function);
        ir.AtEnd(ir.Block(function, "entry"));
        var state = new StencilState(ir, set, signature, function, stencil.Kind == StencilKind.Spilled);
        state.StorePinned();

        var op = stencil.Op;
        var arguments = new nint[op.Operands.Count];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = (nint)Fetch(state, stencil, index);
        var opFunction = (LLVMOpaqueValue*)op.Function;
        var result = ir.Call(LLVM.GlobalGetValueType(opFunction), opFunction, arguments);

        switch (stencil.Placement.Result)
        {
            case ResultPlace.None:
                state.Continue(type, Markers.Continuation);
                break;
            case ResultPlace.Register:
                state.SetRegister(stencil.Registers.First(role => role.Operand < 0), result, op.Result);
                state.Continue(type, Markers.Continuation);
                break;
            case ResultPlace.Tied when stencil.Placement.IsTiedToSlot:
                ir.Store(result, Slot(state, op.Operands[0].Name));
                state.Continue(type, Markers.Continuation);
                break;
            case ResultPlace.Tied:
                state.SetRegister(stencil.Registers.First(role => role.Access == RegisterAccess.Update), result, op.Result);
                state.Continue(type, Markers.Continuation);
                break;
            case ResultPlace.Slot:
                ir.Store(result, Slot(state, "result"));
                state.Continue(type, Markers.Continuation);
                break;
            default:
                JumpOn(state, type, function, result, stencil.Placement.Result == ResultPlace.JumpIfTrue);
                break;
        }
    }

    private LLVMOpaqueValue* Fetch(StencilState state, StencilFunction stencil, int index) =>
        Fetch(state, stencil, index, stencil.Op.Operands[index]);

    private LLVMOpaqueValue* Fetch(StencilState state, StencilFunction stencil, int index, Operand operand) => stencil.Placement.Operands[index] switch
    {
        OperandPlace.Register => state.GetRegister(stencil.Registers.First(role => role.Operand == index), operand.Type),
        OperandPlace.Slot => ir.Load(state.TypeOf(operand.Type), Slot(state, operand.Name)),
        OperandPlace.SignExtendedImmediate => ir.SignExtend(Hole(HoleKind.I32, operand.Name, ir.I32), ir.I64),
        // So narrow that C's "modulo the width" is for nothing.
        OperandPlace.Count when operand.Type == OperandType.I32 => ir.ZeroExtend(Hole(HoleKind.Shift32, operand.Name, ir.Integer(5)), ir.I32),
        OperandPlace.Count => ir.ZeroExtend(Hole(HoleKind.Shift64, operand.Name, ir.Integer(6)), ir.I64),
        _ => operand.Type switch
        {
            OperandType.I32 => Hole(HoleKind.I32, operand.Name, ir.I32),
            OperandType.I64 => Hole(HoleKind.I64, operand.Name, ir.I64),
            _ => Hole(HoleKind.Address, operand.Name, ir.Pointer),
        },
    };

    private LLVMOpaqueValue* Slot(StencilState state, string name) => ir.Offset(state.Frame, Hole(HoleKind.Slot, name, ir.I64));

    /// <summary>
    /// A call of a hole's marker, with the attributes that the header gives it: what code is made of one does not depend
    /// on whether another micro-op's C names the same hole.
    /// </summary>
    public static LLVMOpaqueValue* Hole(IrBuilder ir, HoleKind kind, string name, LLVMOpaqueType* type)
    {
        var functionType = ir.FunctionType(type, []);
        var marker = ir.Declare(Markers.HoleMarker(kind, name), functionType);
        FunctionAttributes.MakeConst(ir, marker);
        return ir.Call(functionType, marker, []);
    }

    private LLVMOpaqueValue* Hole(HoleKind kind, string name, LLVMOpaqueType* type) => Hole(ir, kind, name, type);

    private void JumpOn(StencilState state, LLVMOpaqueType* type, LLVMOpaqueValue* function, LLVMOpaqueValue* result, bool whenTrue)
    {
        var predicate = whenTrue ? LLVMIntPredicate.LLVMIntNE : LLVMIntPredicate.LLVMIntEQ;
        var taken = ir.Compare(predicate, result, LLVM.ConstNull(LLVM.TypeOf(result)));
        var expectType = ir.FunctionType(ir.I1, [(nint)ir.I1, (nint)ir.I1]);
        var expected = ir.Call(expectType, ir.Declare("llvm.expect.i1", expectType), [(nint)taken, (nint)ir.Constant(ir.I1, 0)]);
        var jump = ir.Block(function, "jump");
        var next = ir.Block(function, "continue");
        ir.Branch(expected, jump, next);
        ir.AtEnd(next);
        state.Continue(type, Markers.Continuation);
        ir.AtEnd(jump);
        state.Continue(type, Markers.LabelSymbol + "target");
    }
}
