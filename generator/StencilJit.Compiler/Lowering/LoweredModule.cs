using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Objects;
using StencilJit.Compiler.Registers;
using StencilJit.Compiler.Sources;
using StencilJit.Model;

namespace StencilJit.Compiler.Lowering;

/// <summary>A set's stencils as one optimised LLVM module, with holes still open.</summary>
internal sealed unsafe class LoweredModule : IDisposable
{
    private readonly LlvmSession session;
    private readonly IrBuilder ir;

    private LoweredModule(LlvmSession session, ParsedSet set)
    {
        this.session = session;
        Module = set.Module;
        ir = new IrBuilder(session.Context, Module);
        Declaration = set.Declaration;
        Signature = new StencilSignature(Declaration, session.Target);
    }

    public LLVMOpaqueModule* Module { get; }

    public StencilSignature Signature { get; }

    public IReadOnlyList<StencilFunction> Functions { get; private set; } = [];

    private SetDeclaration Declaration { get; }

    /// <summary>Derives stencil functions and optimises them.</summary>
    /// <param name="session">What the set was parsed in.</param>
    /// <param name="set">The set; its module becomes the lowered one, and still belongs to it.</param>
    /// <param name="isWanted">Which micro-ops to lower; the others are taken out of the module.</param>
    public static LoweredModule Create(LlvmSession session, ParsedSet set, Predicate<MicroOp> isWanted)
    {
        var lowered = new LoweredModule(session, set);
        try
        {
            lowered.Lower(set.Ops, isWanted);
            return lowered;
        }
        catch
        {
            lowered.Dispose();
            throw;
        }
    }

    /// <summary>Takes all other stencils out of the module.</summary>
    public void KeepOnly(IReadOnlyList<StencilFunction> functions)
    {
        var kept = functions.Select(function => function.Symbol).ToHashSet();
        foreach (var function in Functions)
            // What an earlier call has deleted is not there any more.
            if (!kept.Contains(function.Symbol) && LLVM.GetNamedFunction(Module, Utf8.Pin(function.Symbol)) is var named && named != null)
                LLVM.DeleteFunction(named);
    }

    public void Dispose() => ir.Dispose();

    private void Lower(IReadOnlyList<MicroOp> all, Predicate<MicroOp> isWanted)
    {
        var ops = all.Where(op => isWanted(op)).ToList();
        var entryOps = ops.Where(op => op.Kind == StencilKind.Entry && !Harness.Contains(op)).ToList();
        InlineEverything(all);
        var lowering = new StencilLowering(ir, Declaration, session.Target);
        var type = lowering.FunctionType();
        var harness = new HarnessLowering(ir, session.Target, Signature, type);
        var functions = new List<StencilFunction>();
        string NextSymbol() => $"s{functions.Count}";
        foreach (var op in ops.Except(entryOps))
            if (Harness.Contains(op))
                functions.Add(harness.Build(op, NextSymbol()));
            else
                foreach (var placement in op.Placements)
                {
                    var stencil = new StencilFunction(op, placement, NextSymbol()) { Registers = RegisterRoles.Of(op, placement, session.Target) };
                    lowering.Build(stencil);
                    functions.Add(stencil);
                }

        // What no wanted micro-op refers to goes before any work is done on it.
        MakeInternal(all.Except(ops));
        session.RunPasses(Module, "globaldce,always-inline");
        var markers = new MarkerLowering(ir, Declaration, session.Target, Signature, type);
        foreach (var stencil in functions)
        {
            var function = LLVM.GetNamedFunction(Module, Utf8.Pin(stencil.Symbol));
            if (stencil.Kind != StencilKind.Entry)
                markers.Lower(function, stencil);
            if (stencil.Kind == StencilKind.Spilled && session.Target.RealignStack)
                FunctionAttributes.RealignForCalls(ir, function);
        }
        MakeInternal(ops);
        var entries = new EntryLowering(ir, Declaration, session.Target, Signature, type);
        foreach (var op in entryOps)
        {
            var stencil = new StencilFunction(op, new Placement("", [], ResultPlace.None), NextSymbol());
            entries.Lower(stencil);
            functions.Add(stencil);
        }
        // Mach-O has no room for so many sections; there, symbols tell where a function is.
        if (session.Target.ObjectFormat == ObjectFormat.Elf)
            foreach (var stencil in functions)
                LLVM.SetSection(LLVM.GetNamedFunction(Module, Utf8.Pin(stencil.Symbol)), Utf8.Pin(ElfFormat.SectionOf(stencil.Symbol)));
        Functions = [.. functions.Select(stencil => HoleCollector.Collect(Module, stencil))];
        session.Verify(Module);
        session.RunPasses(Module, "default<O3>");
        foreach (var stencil in Functions)
            ShiftLowering.Lower(ir, session.Target.Architecture, LLVM.GetNamedFunction(Module, Utf8.Pin(stencil.Symbol)));
        OperandLowering.Lower(ir);
        foreach (var stencil in Functions)
            BlockOrder.MoveExitsLast(LLVM.GetNamedFunction(Module, Utf8.Pin(stencil.Symbol)));
    }

    private static void MakeInternal(IEnumerable<MicroOp> ops)
    {
        foreach (var op in ops)
            if (op.Kind != StencilKind.Entry && !Harness.Contains(op))
                LLVM.SetLinkage((LLVMOpaqueValue*)op.Function, LLVMLinkage.LLVMInternalLinkage);
    }

    private void InlineEverything(IReadOnlyList<MicroOp> ops)
    {
        var entries = ops.Where(op => op.Kind == StencilKind.Entry && !Harness.Contains(op)).Select(op => op.Function).ToHashSet();
        var noInline = LLVM.GetEnumAttributeKindForName(Utf8.Pin("noinline"), 8);
        for (var function = LLVM.GetFirstFunction(Module); function != null; function = LLVM.GetNextFunction(function))
            if (LLVM.IsDeclaration(function) == 0 && !entries.Contains((nint)function))
            {
                LLVM.RemoveEnumAttributeAtIndex(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, noInline);
                ir.AddAttribute(function, "alwaysinline");
            }
    }
}
