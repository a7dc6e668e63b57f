using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Extraction;
using StencilJit.Compiler.Linking;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler;

/// <summary>What follows clang: micro-ops become code, each for itself, and then together a set.</summary>
internal sealed class SetCompilation : IDisposable
{
    private readonly CompileRequest request;
    private readonly TargetDescription target;
    private readonly ClangTool clang;
    private readonly ClangOutput output;
    private readonly LlvmSession session;

    /// <exception cref="CompilationException">What clang compiled is not a set.</exception>
    public SetCompilation(CompileRequest request, TargetDescription target, ClangTool clang, ClangOutput output)
    {
        this.request = request;
        this.target = target;
        this.clang = clang;
        this.output = output;
        session = new LlvmSession(target);
        try
        {
            Sources = ParsedSet.Read(session, output.Bitcode, request.SetFolder);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The set as clang compiled it; <see cref="Compile"/> changes its module.</summary>
    public ParsedSet Sources { get; }

    /// <summary>Clang's warnings.</summary>
    public IReadOnlyList<CompileDiagnostic> Diagnostics => output.Diagnostics;

    /// <summary>The compilers' versions, for <see cref="StencilSet.Compiler"/>.</summary>
    public static string Compiler(ClangTool clang) => $"clang {clang.Version}, LLVM {LlvmLibrary.Version}";

    /// <summary>Compiles micro-ops; to be called once.</summary>
    /// <param name="isWanted">Which ones.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="CompilationException">One of them cannot become stencils.</exception>
    public IReadOnlyList<UnlinkedOp> Compile(Predicate<MicroOp> isWanted, CancellationToken cancellation)
    {
        using var module = LoweredModule.Create(session, Sources, isWanted);
        cancellation.ThrowIfCancellationRequested();
        return new StencilExtraction(session, module, cancellation).Extract();
    }

    /// <summary>Makes the set of compiled micro-ops, whenever they were compiled.</summary>
    /// <param name="compiled">Micro-ops of <see cref="Sources"/>, in any order.</param>
    public StencilSet Link(IEnumerable<UnlinkedOp> compiled)
    {
        var byName = compiled.ToDictionary(op => op.Name);
        var linker = new SetLinker([.. Sources.Ops.Where(op => byName.ContainsKey(op.Name)).Select(op => (op, byName[op.Name]))], request.SetFolder);
        var signature = new StencilSignature(Sources.Declaration, target);
        return new StencilSet
        {
            Name = Sources.Declaration.Name,
            Target = target.Rid,
            Architecture = target.Architecture,
            Features = target.RequiredFeatures,
            Compiler = Compiler(clang),
            OptionsHash = StencilInputs.OptionsHash(request),
            Inputs = StencilInputs.Hash(request, output.Files),
            Pinned = Sources.Declaration.Pinned,
            Integers = signature.IntegerPool,
            Floats = signature.FloatPool,
            SlotLimit = target.SlotLimit,
            Traps = linker.Traps,
            Data = linker.Data,
            Stencils = linker.Stencils,
        };
    }

    public void Dispose()
    {
        Sources.Dispose();
        session.Dispose();
    }
}
