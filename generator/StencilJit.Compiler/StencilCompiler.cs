using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Targets;

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
            return await Task.Run(() => Compile(new SetCompilation(request, target, clang, output), cancellation), cancellation);
        }
        catch (CompilationException exception)
        {
            return new CompileResult(null, exception.Diagnostics);
        }
    }

    /// <summary>Finds the clang that a request asks for.</summary>
    /// <exception cref="CompilationException">SJ1200: there is none that fits; SJ1201: there is no libLLVM.</exception>
    internal static ClangTool FindClang(CompileRequest request)
    {
        LlvmLibrary.ThrowIfMissing();
        var (clang, problem) = ClangLocator.Search(request.ClangPath);
        return clang ?? throw new CompilationException("SJ1200", problem!);
    }

    private static CompileResult Compile(SetCompilation compilation, CancellationToken cancellation)
    {
        using (compilation)
            return new CompileResult(compilation.Link(compilation.Compile(_ => true, cancellation)), compilation.Diagnostics);
    }
}
