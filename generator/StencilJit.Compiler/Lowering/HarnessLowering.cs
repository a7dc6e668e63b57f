using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>
/// Adds to every set the two stencils that a test needs to run any other one alone: <c>harness_enter</c> loads all
/// registers from a block of memory and runs the code in its first word; <c>harness_exit</c> stores all registers there
/// and returns. The block: code, outcome, the pinned pointers, the integer registers (8 bytes each), the
/// floating-point registers (16 bytes each).
/// </summary>
internal sealed unsafe class HarnessLowering(IrBuilder ir, SetDeclaration set, TargetDescription target, StencilSignature signature, LLVMOpaqueType* type)
{
    private const int OutcomeWord = 1;
    private const int FirstRegisterWord = 2;
    private readonly nint stencilType = (nint)type;

    /// <summary>Makes the function of one of the two.</summary>
    public StencilFunction Build(MicroOp op, string symbol) => op.Name == Harness.Enter ? BuildEnter(op, symbol) : BuildExit(op, symbol);

    private StencilFunction BuildEnter(MicroOp op, string symbol)
    {
        var functionType = ir.FunctionType(ir.Void, [(nint)ir.Pointer]);
        var function = LLVM.AddFunction(ir.Module, Utf8.Pin(symbol), functionType);
        var stencil = new StencilFunction(op, new Placement("", [], ResultPlace.None), symbol);
        FunctionAttributes.Apply(ir, function, (LLVMOpaqueValue*)op.Function, stencil);
        ir.AtEnd(ir.Block(function, "entry"));
        var state = LLVM.GetParam(function, 0);
        var arguments = new nint[signature.Count];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = (nint)LLVM.GetPoison(TypeOf(index));
        foreach (var (parameter, word) in RegisterWords())
            arguments[parameter] = (nint)ir.LoadUnaligned(TypeOf(parameter), Word(state, word));
        new EntryLowering(ir, set, target, signature, (LLVMOpaqueType*)stencilType).Enter(ir.Load(ir.Pointer, state), arguments);
        ir.Return();
        return stencil;
    }

    private StencilFunction BuildExit(MicroOp op, string symbol)
    {
        var function = LLVM.AddFunction(ir.Module, Utf8.Pin(symbol), (LLVMOpaqueType*)stencilType);
        LLVM.SetFunctionCallConv(function, IrBuilder.PreserveNone);
        var stencil = new StencilFunction(op, op.Placements[0], symbol);
        FunctionAttributes.Apply(ir, function, (LLVMOpaqueValue*)op.Function, stencil);
        ir.AtEnd(ir.Block(function, "entry"));
        var state = ir.ToPointer(Hole(HoleKind.U64, "state", ir.I64));
        foreach (var (parameter, word) in RegisterWords())
            ir.StoreUnaligned(LLVM.GetParam(function, (uint)parameter), Word(state, word));
        ir.Store(ir.ZeroExtend(Hole(HoleKind.U32, "outcome", ir.I32), ir.I64), Word(state, OutcomeWord));
        ir.Return();
        return stencil;
    }

    private IEnumerable<(int Parameter, int Word)> RegisterWords()
    {
        var word = FirstRegisterWord;
        foreach (var parameter in signature.Pinned.Concat(signature.Integers))
            yield return (parameter, word++);
        for (var parameter = signature.IntegerParameters; parameter < signature.Count; parameter++, word += 2)
            yield return (parameter, word);
    }

    private LLVMOpaqueType* TypeOf(int parameter) => signature.TypeOf(ir, parameter);

    private LLVMOpaqueValue* Word(LLVMOpaqueValue* state, int word) => ir.Offset(state, ir.Constant(ir.I64, (ulong)(8 * word)));

    private LLVMOpaqueValue* Hole(HoleKind kind, string name, LLVMOpaqueType* holeType) => StencilLowering.Hole(ir, kind, name, holeType);
}
