using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Sources;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>A set's stencils as one optimised LLVM module, with holes still open.</summary>
internal sealed unsafe class LoweredModule : IDisposable
{
    private readonly LlvmSession session;
    private readonly IrBuilder ir;

    private LoweredModule(LlvmSession session, LLVMOpaqueModule* module, SetDeclaration declaration)
    {
        this.session = session;
        Module = module;
        ir = new IrBuilder(session.Context, module);
        Declaration = declaration;
        Signature = new StencilSignature(declaration, session.Target);
    }

    public LLVMOpaqueModule* Module { get; }

    public SetDeclaration Declaration { get; }

    public StencilSignature Signature { get; }

    public IReadOnlyList<StencilFunction> Functions { get; private set; } = [];

    /// <summary>The traps that any stencil leaves to.</summary>
    public IReadOnlyList<string> TrapNames { get; private set; } = [];

    /// <summary>Reads clang's bitcode, derives all stencil functions and optimises them.</summary>
    public static LoweredModule Create(LlvmSession session, byte[] bitcode, string setFolder)
    {
        var module = session.Parse(bitcode);
        LoweredModule? lowered = null;
        // The header's `used` kept clang from dropping what only these lists refer to.
        foreach (var list in new[] { "llvm.compiler.used", "llvm.used" })
            if (LLVM.GetNamedGlobal(module, Utf8.Pin(list)) is var used && used != null)
                LLVM.DeleteGlobal(used);
        try
        {
            var declaration = SetDeclaration.Read(module, setFolder);
            lowered = new LoweredModule(session, module, declaration);
            lowered.Lower(MicroOpReader.Read(module, new DocumentationReader()), setFolder);
            return lowered;
        }
        catch
        {
            if (lowered is null)
                LLVM.DisposeModule(module);
            else
                lowered.Dispose();
            throw;
        }
    }

    /// <summary>Takes all other stencils out of the module.</summary>
    public void KeepOnly(IReadOnlyList<StencilFunction> functions)
    {
        var kept = functions.Select(function => function.Symbol).ToHashSet();
        foreach (var function in Functions)
            if (!kept.Contains(function.Symbol))
                LLVM.DeleteFunction(LLVM.GetNamedFunction(Module, Utf8.Pin(function.Symbol)));
    }

    public void Dispose()
    {
        ir.Dispose();
        LLVM.DisposeModule(Module);
    }

    private void Lower(IReadOnlyList<MicroOp> ops, string setFolder)
    {
        if (ops.Count == 0)
            throw new CompilationException("SJ1100", "The set has no micro-op: mark functions with STENCIL.", setFolder);
        foreach (var group in ops.GroupBy(op => op.Name.ToUpperInvariant().Replace("_", "")).Where(group => group.Count() > 1))
            throw group.Last().Error("SJ1110", $"{string.Join(" and ", group.Select(op => $"'{op.Name}'"))} would get the same name in C#.");

        var lowering = new StencilLowering(ir, Declaration, session.Target);
        var type = lowering.FunctionType();
        InlineEverything(ops);
        var functions = new List<StencilFunction>();
        string NextSymbol() => $"s{functions.Count}";
        foreach (var op in ops.Where(op => op.Kind != StencilKind.Entry))
            foreach (var placement in op.Placements)
                for (var position = 0; position < Positions(op, placement); position++)
                {
                    var stencil = new StencilFunction(op, placement, position, NextSymbol());
                    lowering.Build(stencil);
                    functions.Add(stencil);
                }
        var harness = new HarnessLowering(ir, Declaration, session.Target, Signature, type);
        functions.Add(harness.BuildEnter(ops[0], NextSymbol()));
        functions.Add(harness.BuildExit(ops[0], NextSymbol()));

        session.RunPasses(Module, "always-inline");
        var markers = new MarkerLowering(ir, Declaration, session.Target, Signature, type);
        foreach (var stencil in functions)
        {
            var function = LLVM.GetNamedFunction(Module, Utf8.Pin(stencil.Symbol));
            if (stencil.Kind != StencilKind.Entry)
                markers.Lower(function, stencil);
            if (stencil.Kind == StencilKind.Spilled && session.Target.RealignStack)
                FunctionAttributes.RealignForCalls(ir, function);
        }
        foreach (var op in ops)
            if (op.Kind != StencilKind.Entry)
                LLVM.SetLinkage((LLVMOpaqueValue*)op.Function, LLVMLinkage.LLVMInternalLinkage);
        var entries = new EntryLowering(ir, Declaration, session.Target, Signature, type);
        foreach (var op in ops.Where(op => op.Kind == StencilKind.Entry))
        {
            var stencil = new StencilFunction(op, new Placement("", [], ResultPlace.None), 0, NextSymbol());
            entries.Lower(stencil);
            functions.Add(stencil);
        }
        Functions = [.. functions.Select(stencil => stencil with { Holes = HoleCollector.Collect(Module, stencil) })];
        TrapNames = ReadTrapNames();
        session.Verify(Module);
        session.RunPasses(Module, "default<O3>");
        foreach (var stencil in Functions)
            BlockOrder.MoveExitsLast(LLVM.GetNamedFunction(Module, Utf8.Pin(stencil.Symbol)));
    }

    private List<string> ReadTrapNames()
    {
        var names = new List<string>();
        for (var function = LLVM.GetFirstFunction(Module); function != null; function = LLVM.GetNextFunction(function))
        {
            nuint length;
            var name = Utf8.Read(LLVM.GetValueName2(function, &length), length);
            if (name.StartsWith(Markers.TrapSymbol, StringComparison.Ordinal))
                names.Add(name[Markers.TrapSymbol.Length..]);
        }
        return names;
    }

    // Without operands in registers the code is the same at every position.
    private int Positions(MicroOp op, Placement placement) =>
        placement.UsesRegisters ? Math.Max(Declaration.IntegerRegisters, Declaration.FloatRegisters) : 1;

    private void InlineEverything(IReadOnlyList<MicroOp> ops)
    {
        var entries = ops.Where(op => op.Kind == StencilKind.Entry).Select(op => op.Function).ToHashSet();
        var noInline = LLVM.GetEnumAttributeKindForName(Utf8.Pin("noinline"), 8);
        for (var function = LLVM.GetFirstFunction(Module); function != null; function = LLVM.GetNextFunction(function))
            if (LLVM.IsDeclaration(function) == 0 && !entries.Contains((nint)function))
            {
                LLVM.RemoveEnumAttributeAtIndex(function, uint.MaxValue, noInline);
                ir.AddAttribute(function, "alwaysinline");
            }
    }
}
