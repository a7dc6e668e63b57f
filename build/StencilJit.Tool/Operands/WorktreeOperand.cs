using StencilJit.Compiler;
using StencilJit.Compiler.Clang;
using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Locks;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operands;

/// <summary>What the sources of the working tree give: its locks where they are fresh, compiled where they are not.</summary>
internal sealed record WorktreeOperand : IOperand
{
    public string Text => OperandParser.Worktree;

    public async Task<SetSnapshot> ReadAsync(StencilFolder folder, OperandContext context, CancellationToken cancellation)
    {
        var targets = folder.TargetsToCompile(context.Targets);
        var locked = targets.Where(target => File.Exists(folder.LockPath(target))).ToList();
        var locks = locked.Count == 0 ? [] : LockFile.ReadAll(folder, locked);
        var changes = locks.ToDictionary(set => set.Target, set => StencilInputs.FindChange(folder.Request(set.Target), set));
        var stale = targets.Where(target => !changes.TryGetValue(target, out var change) || change is not null).ToList();
        if (stale.Count == 0)
            return new SetSnapshot("working tree", locks);
        ThrowIfUnable(folder, context, changes.GetValueOrDefault(stale[0]) ?? "it has no locks yet");
        var made = await SetCompiler.CompileAsync(folder, stale, new CompilerChoice(context.Clang), context.Console, cancellation);
        IReadOnlyList<StencilSet> all = [.. locks.Where(set => !stale.Contains(set.Target)), .. made];
        return new SetSnapshot($"working tree, compiled by {made[0].Compiler}", [.. all.OrderBy(set => set.Target, StringComparer.Ordinal)]);
    }

    private static void ThrowIfUnable(StencilFolder folder, OperandContext context, string change)
    {
        if (ClangLocator.Find(context.Clang) is null)
            throw new ToolException(
                $"The locks of {folder.Name} are not what its sources give ({change}), and no clang was found to compile them. Install one (Debian: apt-get install clang-22 libllvm22), name one with --clang or STENCILJIT_CLANG, or compare the locks as they are: stenciljit diff HEAD lock",
                ExitCode.MissingTool);
    }
}
