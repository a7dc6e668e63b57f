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
        if (ClangLocator.Find(request.ClangPath) is not { } clang)
            throw new CompilationException("SJ1200", request.ClangPath is { Length: > 0 } path
                ? $"'{path}' is no clang that can be run."
                : $"No clang from version {LibLlvmLocator.OldestVersion} to {LlvmLibrary.MajorVersion} (that of libLLVM) was found. Install one (Debian: apt-get install clang-{LlvmLibrary.MajorVersion}) or name it in STENCILJIT_CLANG.");
        if (clang.Major < LibLlvmLocator.OldestVersion || clang.Major > LlvmLibrary.MajorVersion)
            throw new CompilationException("SJ1200", $"{clang.Path} is version {clang.Version}; with libLLVM {LlvmLibrary.Version}, {LibLlvmLocator.OldestVersion} to {LlvmLibrary.MajorVersion} fit.");
        return clang;
    }

    private static CompileResult Compile(SetCompilation compilation, CancellationToken cancellation)
    {
        using (compilation)
            return new CompileResult(compilation.Link(compilation.Compile(_ => true, cancellation)), compilation.Diagnostics);
    }
}
