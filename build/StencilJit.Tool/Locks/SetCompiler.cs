using StencilJit.Compiler;
using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Locks;

/// <summary>Compiles a set in memory.</summary>
internal static class SetCompiler
{
    /// <summary>Compiles a set for several targets at once, and tells clang's warnings once.</summary>
    /// <param name="folder">The set.</param>
    /// <param name="targets">The targets; one or more.</param>
    /// <param name="choice">What to compile with, in this process.</param>
    /// <param name="console">Where progress and warnings go.</param>
    /// <param name="cancellation">Stops the compilation.</param>
    /// <returns>The stencils, in the order of the targets.</returns>
    /// <exception cref="CompilationException">A target does not compile, or there is no compiler; nothing was made then.</exception>
    public static async Task<IReadOnlyList<StencilSet>> CompileAsync(
        StencilFolder folder, IReadOnlyList<string> targets, CompilerChoice choice, ToolConsole console, CancellationToken cancellation)
    {
        if (folder.Sources.Count == 0)
            throw new ToolException($"{folder.Path} has no C sources to compile.");
        var results = await console.RunAsync(
            $"Compiling {folder.Name} for {string.Join(", ", targets)}",
            () => Task.WhenAll(targets.Select(target => Task.Run(() => StencilCompiler.CompileAsync(folder.Request(target, choice.Clang, choice.Flags), cancellation), cancellation))));
        // Most of what is said of one target is said of all.
        var diagnostics = results.SelectMany(result => result.Diagnostics).Distinct().ToList();
        if (results.Any(result => result.Set is null))
            throw new CompilationException(diagnostics);
        foreach (var diagnostic in diagnostics)
            console.Note(diagnostic.ToString());
        return [.. results.Select(result => result.Set!)];
    }
}
