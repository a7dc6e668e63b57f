using StencilJit.Compiler;
using StencilJit.Model;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>Compiles the WebAssembly set from its C sources.</summary>
internal static class StencilBuild
{
    /// <exception cref="InvalidOperationException">It cannot be compiled here; the message says why.</exception>
    public static async Task<StencilSet> CompileAsync(string target)
    {
        var result = await StencilCompiler.CompileAsync(new CompileRequest
        {
            SetFolder = Repository.WasmSet,
            Sources = [.. Directory.GetFiles(Repository.WasmSet, "*.c").Order(StringComparer.Ordinal)],
            IncludeDirectories = [Repository.StencilHeaders],
            Target = target,
        });
        return result.Set ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Message)));
    }
}
