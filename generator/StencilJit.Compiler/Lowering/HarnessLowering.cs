using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>
/// Adds to every set the two stencils that a test needs to run any other one alone: <c>harness_enter</c> loads all
/// registers from a block of memory and runs the code in its first word; <c>harness_exit</c> stores all registers there
/// and returns. The block: code, outcome, the pinned pointers, the set's integer registers (8 bytes each), its
/// floating-point registers (16 bytes each).
/// </summary>
internal sealed unsafe class HarnessLowering(IrBuilder ir, TargetDescription target, StencilSignature signature, LLVMOpaqueType* type)
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
        FunctionAttributes.Apply(ir, function, (LLVMOpaqueValue*)op.Function);
        ir.AtEnd(ir.Block(function, "entry"));
        var state = LLVM.GetParam(function, 0);
        var registers = Registers().ToList();
        var values = registers.Select(register => (nint)ir.LoadUnaligned(TypeOf(register), Word(state, register.Word))).ToList();
        values.Add((nint)ir.Load(ir.Pointer, state));
        CallWith([.. registers.Select(register => register.Name), target.CallPointer], values);
        ir.Return();
        return stencil;
    }

    // Inline assembly, as not every register can be an argument. All that go in come out as something else.
    private void CallWith(string[] registers, List<nint> values)
    {
        var lost = target.ArgumentRegisters.Concat(target.CalleeClobbers).Concat(target.FramePointer is { } framePointer ? [framePointer] : []).Except(registers);
        var constraints = registers.Select(register => $"={{{register}}}")
            .Concat(Enumerable.Range(0, registers.Length).Select(index => index.ToString()))
            .Concat(lost.Select(register => $"~{{{register}}}"));
        var types = values.Select(value => (nint)LLVM.TypeOf((LLVMOpaqueValue*)value)).ToArray();
        var functionType = ir.FunctionType(ir.Structure(types), types);
        ir.Call(functionType, ir.Assembly(functionType, target.CallRegister.Replace("$0", $"${2 * registers.Length - 1}"), string.Join(',', constraints)), [.. values]);
    }

    private StencilFunction BuildExit(MicroOp op, string symbol)
    {
        var function = LLVM.AddFunction(ir.Module, Utf8.Pin(symbol), (LLVMOpaqueType*)stencilType);
        LLVM.SetFunctionCallConv(function, IrBuilder.PreserveNone);
        var stencil = new StencilFunction(op, op.Placements[0], symbol);
        FunctionAttributes.Apply(ir, function, (LLVMOpaqueValue*)op.Function);
        ir.AtEnd(ir.Block(function, "entry"));
        // Before anything else can take those that are no parameters.
        var registers = Registers().Select(register => (register.Word, Value: (nint)Read(function, register))).ToList();
        var state = ir.ToPointer(Hole(HoleKind.U64, "state", ir.I64));
        foreach (var (word, value) in registers)
            ir.StoreUnaligned((LLVMOpaqueValue*)value, Word(state, word));
        ir.Store(ir.ZeroExtend(Hole(HoleKind.U32, "outcome", ir.I32), ir.I64), Word(state, OutcomeWord));
        ir.Return();
        return stencil;
    }

    private LLVMOpaqueValue* Read(LLVMOpaqueValue* function, (string Name, int Parameter, int Word) register)
    {
        if (register.Parameter >= 0)
            return LLVM.GetParam(function, (uint)register.Parameter);
        var functionType = ir.FunctionType(ir.I64, []);
        return ir.Call(functionType, ir.Assembly(functionType, "", $"={{{register.Name}}}"), []);
    }

    private IEnumerable<(string Name, int Parameter, int Word)> Registers()
    {
        var word = FirstRegisterWord;
        for (var index = 0; index < signature.Pinned.Count; index++)
            yield return (signature.PinnedRegisters[index], signature.Pinned[index], word++);
        foreach (var register in signature.IntegerPool)
            yield return (register.Name, signature.Parameter(RegisterClass.Integer, register.Name), word++);
        foreach (var register in signature.FloatPool)
        {
            yield return (register.Name, signature.Parameter(RegisterClass.Float, register.Name), word);
            word += 2;
        }
    }

    private LLVMOpaqueType* TypeOf((string Name, int Parameter, int Word) register) =>
        register.Parameter < 0 ? ir.I64 : signature.TypeOf(ir, register.Parameter);

    private LLVMOpaqueValue* Word(LLVMOpaqueValue* state, int word) => ir.Offset(state, ir.Constant(ir.I64, (ulong)(8 * word)));

    private LLVMOpaqueValue* Hole(HoleKind kind, string name, LLVMOpaqueType* holeType) => StencilLowering.Hole(ir, kind, name, holeType);
}
