using StencilJit.Compiler;
using StencilJit.Compiler.Locks;
using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Diffs;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Locks;

/// <summary>Collects what <c>verify</c> shows.</summary>
internal static class VerifyBuilder
{
    private const int ShownDifferences = 3;

    /// <summary>Rebuilds the locks of sets in memory and compares.</summary>
    /// <param name="folders">The sets.</param>
    /// <param name="targets">The targets; empty for those that a set has locks for.</param>
    /// <param name="choice">What to compile with.</param>
    /// <param name="console">Where progress and warnings go.</param>
    /// <param name="cancellation">Stops the compilation.</param>
    /// <exception cref="CompilationException">A set does not compile, or there is no compiler.</exception>
    /// <exception cref="ToolException">A lock is damaged.</exception>
    public static async Task<VerifyView> BuildAsync(
        IReadOnlyList<StencilFolder> folders, IReadOnlyList<string> targets, CompilerChoice choice, ToolConsole console, CancellationToken cancellation)
    {
        var verified = new List<VerifiedLock>();
        foreach (var folder in folders)
        {
            // What cannot be read needs no compiler to be told.
            var chosen = folder.TargetsToCompile(targets);
            var locks = chosen.Where(target => File.Exists(folder.LockPath(target))).ToDictionary(target => target, target => LockFile.Read(folder.LockPath(target)));
            foreach (var made in await SetCompiler.CompileAsync(folder, chosen, choice, console, cancellation))
                verified.Add(Compare(folder, locks.GetValueOrDefault(made.Target), made, cancellation));
        }

        return new VerifyView(verified);
    }

    private static VerifiedLock Compare(StencilFolder folder, StencilSet? locked, StencilSet made, CancellationToken cancellation)
    {
        var path = folder.LockPath(made.Target);
        var answer = new VerifiedLock(made.Name, made.Target, PathText.Shown(path), LockVerdict.Missing, locked?.Compiler, made.Compiler, "", 0, []);
        if (locked is null)
            return answer;
        if (LockStore.IsSame(path, made))
            return answer with { Verdict = LockVerdict.Same };
        var diff = TargetDiff.Create(made.Target, locked, made, "", cancellation);
        var differs = diff.Changes.Count > 0 || diff.Notes.Count > 0;
        var isOtherCompiler = locked.Compiler != made.Compiler;
        // The compiler's name aside, is it the same text?
        var isSameText = LockStore.IsSame(path, made with { Compiler = locked.Compiler });
        return answer with
        {
            Verdict = !isOtherCompiler ? LockVerdict.Different : isSameText ? LockVerdict.SameStencils : LockVerdict.OtherCompiler,
            Reason = Reason(folder, locked, diff.Notes, isSameText || differs),
            DifferentStencils = diff.Changes.Count,
            FirstDifferences = [.. diff.Changes.Order(ChangeOrder.Instance).Take(ShownDifferences)],
        };
    }

    private static string Reason(StencilFolder folder, StencilSet locked, IReadOnlyList<string> notes, bool isExplained) =>
        StencilInputs.FindChange(folder.Request(locked.Target), locked) is { } change ? string.Join("; ", [change, .. notes])
        : notes.Count > 0 ? string.Join("; ", notes)
        : isExplained ? ""
        : "only documentation, lines or unused constants differ";
}
