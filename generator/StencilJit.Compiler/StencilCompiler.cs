using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Extraction;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler;

/// <summary>Compiles a set of micro-ops to stencils.</summary>
public static class StencilCompiler
{
    /// <summary>Compiles a set for one target: one run of clang, everything after it in this process.</summary>
    /// <param name="request">What to compile.</param>
    /// <param name="cancellation">Stops clang, or the compilation between its steps.</param>
    /// <returns>The stencils, or the errors that kept them from being made.</returns>
    /// <exception cref="ArgumentException">The target is not known.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<CompileResult> CompileAsync(CompileRequest request, CancellationToken cancellation = default)
    {
        var target = TargetDescription.Get(request.Target);
        try
        {
            var clang = FindClang(request);
            var output = await new ClangDriver(clang).CompileAsync(request, target, cancellation);
            var set = await Task.Run(() => Compile(request, target, clang, output, cancellation), cancellation);
            return new CompileResult(set, output.Diagnostics);
        }
        catch (CompilationException exception)
        {
            return new CompileResult(null, exception.Diagnostics);
        }
    }

    private static ClangTool FindClang(CompileRequest request)
    {
        LlvmLibrary.ThrowIfMissing();
        if (ClangLocator.Find(request.ClangPath) is not { } clang)
            throw new CompilationException("SJ1200", request.ClangPath is { Length: > 0 } path
                ? $"'{path}' is no clang that can be run."
                : $"No clang from version {LibLlvmLocator.OldestVersion} to {LlvmLibrary.MajorVersion} (that of libLLVM) was found. Install one (Debian: apt-get install clang-{LlvmLibrary.MajorVersion}) or name it in STENCILJIT_CLANG.");
        if (clang.Major < LibLlvmLocator.OldestVersion || clang.Major > LlvmLibrary.MajorVersion)
            throw new CompilationException("SJ1200", $"{clang.Path} is version {clang.Version}; with libLLVM {LlvmLibrary.Version}, {LibLlvmLocator.OldestVersion} to {LlvmLibrary.MajorVersion} fit.");
        return clang;
    }

    private static StencilSet Compile(CompileRequest request, TargetDescription target, ClangTool clang, ClangOutput output, CancellationToken cancellation)
    {
        using var session = new LlvmSession(target);
        using var module = LoweredModule.Create(session, output.Bitcode, request.SetFolder);
        cancellation.ThrowIfCancellationRequested();
        var traps = module.TrapNames.Order(StringComparer.Ordinal).ToArray();
        var extraction = new StencilExtraction(session, module, traps, cancellation);
        var stencils = extraction.Extract();
        return new StencilSet
        {
            Name = module.Declaration.Name,
            Target = target.Rid,
            Architecture = target.Architecture,
            Features = target.RequiredFeatures,
            Compiler = $"clang {clang.Version}, LLVM {LlvmLibrary.Version}",
            OptionsHash = StencilInputs.OptionsHash(request),
            Inputs = StencilInputs.Hash(request, output.Files),
            Pinned = module.Declaration.Pinned,
            IntegerRegisters = module.Declaration.IntegerRegisters,
            FloatRegisters = module.Declaration.FloatRegisters,
            SlotLimit = target.SlotLimit,
            Traps = traps,
            Data = extraction.Data.ToArray(),
            Stencils = [.. stencils.Select(stencil => stencil with { Source = RelativeSource(request.SetFolder, stencil.Source) })],
        };
    }

    private static string RelativeSource(string folder, string source) =>
        source.StartsWith(':') ? "(toolchain)" : Path.GetRelativePath(folder, source).Replace('\\', '/');
}
