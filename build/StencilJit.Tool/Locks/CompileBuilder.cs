using StencilJit.Compiler.Locks;
using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Locks;

/// <summary>Makes locks, and tells which.</summary>
internal static class CompileBuilder
{
    /// <summary>Compiles sets for their targets, and writes all locks once all are made.</summary>
    /// <param name="folders">The sets.</param>
    /// <param name="targets">The targets; empty for those that a set has locks for.</param>
    /// <param name="output">The folder to write to; null for each set's own one.</param>
    /// <param name="choice">What to compile with.</param>
    /// <param name="console">Where progress and warnings go.</param>
    /// <param name="cancellation">Stops the compilation; nothing is written then.</param>
    /// <exception cref="Compiler.CompilationException">A set does not compile; nothing was written.</exception>
    /// <exception cref="ToolException">A lock cannot be written.</exception>
    public static async Task<CompileView> BuildAsync(
        IReadOnlyList<StencilFolder> folders, IReadOnlyList<string> targets, string? output, CompilerChoice choice, ToolConsole console, CancellationToken cancellation)
    {
        var made = new List<(StencilFolder Folder, string Path, StencilSet Set)>();
        foreach (var folder in folders)
            foreach (var set in await SetCompiler.CompileAsync(folder, folder.TargetsToCompile(targets), choice, console, cancellation))
                made.Add((folder, output is null ? folder.LockPath(set.Target) : Path.Combine(output, set.Target + StencilFolder.LockExtension), set));
        cancellation.ThrowIfCancellationRequested();
        var written = Write([.. made.Select(each => (each.Path, each.Set))]);
        return new CompileView(
        [
            .. made.GroupBy(each => each.Folder).Select(group => new CompiledSet(
                group.First().Set.Name, PathText.Shown(group.Key.Path),
                [
                    .. group.Select(each => new CompiledLock(
                        each.Set.Target, PathText.Shown(each.Path), written.Contains(each.Path), each.Set.Stencils.Count,
                        each.Set.Stencils.Sum(stencil => (long)stencil.Code.Length), each.Set.Compiler)),
                ])),
        ]);
    }

    private static IReadOnlyList<string> Write(IReadOnlyList<(string Path, StencilSet Set)> locks)
    {
        try
        {
            return LockStore.Write(locks);
        }
        catch (LockWriteException e)
        {
            throw new ToolException($"{e.Path} cannot be written: {e.Message}");
        }
    }
}
