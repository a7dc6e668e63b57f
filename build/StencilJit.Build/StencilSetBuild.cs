using System.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using StencilJit.Build.Locks;
using StencilJit.Build.Sets;
using StencilJit.Compiler;
using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Locks;
using StencilJit.Model;
using Task = System.Threading.Tasks.Task;

namespace StencilJit.Build;

/// <summary>Keeps the locks of one set up to date.</summary>
internal sealed class StencilSetBuild(
    StencilSetSources sources,
    IReadOnlyList<string> includeDirectories,
    LockMode mode,
    string clang,
    string project,
    TaskLoggingHelper log,
    CancellationToken cancellation)
{
    /// <summary>Makes the locks that are stale, or says why they cannot be made.</summary>
    /// <returns>The files that the locks are made from.</returns>
    /// <exception cref="BuildException">SJ2001: a lock is damaged.</exception>
    public IEnumerable<string> Run()
    {
        var locks = Inspect();
        if (locks.All(status => status.Change is null))
        {
            log.LogMessage(MessageImportance.Low, $"The locks of stencil set '{sources.Name}' are up to date.");
            return Inputs(locks);
        }

        using var gate = FolderGate.Enter(sources.Folder, cancellation);
        // Another build may have made them while this one waited.
        locks = Inspect();
        var stale = locks.Where(status => status.Change is not null).ToList();
        if (CanCompile(stale))
            locks = [.. locks.Except(stale), .. Make(stale)];
        return Inputs(locks);
    }

    private static IEnumerable<string> Inputs(IEnumerable<LockStatus> locks)
        => locks.Where(status => status.Set is not null).SelectMany(status => StencilInputs.Files(status.Request, status.Set!));

    private List<LockStatus> Inspect() => [.. sources.Targets.Select(target => LockStatus.Inspect(sources.LockPath(target), Request(target), mode))];

    private CompileRequest Request(string target) => new()
    {
        SetFolder = sources.Folder,
        Sources = sources.Files,
        IncludeDirectories = includeDirectories,
        Target = target,
        ClangPath = clang.Length == 0 ? null : clang,
    };

    private bool CanCompile(IReadOnlyList<LockStatus> stale)
    {
        if (mode == LockMode.Locked)
        {
            foreach (var status in stale)
                Error("SJ3002", status, $"StencilLock=Locked forbids to make it again. Where clang is there, run: dotnet build \"{project}\" -p:StencilLock=Auto");
        }
        else if (mode == LockMode.Auto && MissingTool() is { } missing && stale.Count != 0)
        {
            foreach (var status in stale)
            {
                Error("SJ3001", status, $"nothing can make it again here. {missing} Then run: dotnet build \"{project}\" -p:StencilLock=Update");
            }
        }

        return !log.HasLoggedErrors;
    }

    /// <summary>What keeps this machine from compiling stencils; null where nothing does.</summary>
    private string? MissingTool() => LlvmLibrary.FindProblem() ?? ClangLocator.FindProblem(clang);

    private void Error(string code, LockStatus status, string advice)
        => log.LogError(null, code, null, status.Path, 0, 0, 0, 0,
            $"the lock of stencil set '{sources.Name}' for {status.Request.Target} is stale ({status.Change}), and {advice}");

    /// <summary>
    /// Compiles all targets at the same time, then writes all: an error in one leaves the locks of every target as they
    /// were. What is said of them comes in their order.
    /// </summary>
    private IEnumerable<LockStatus> Make(IReadOnlyList<LockStatus> stale)
    {
        var reported = new HashSet<CompileDiagnostic>();
        var made = new List<(LockStatus Status, string Message)>();
        // Waited for on this thread: the folder's gate belongs to it.
        var results = Task.WhenAll(stale.Select(status => Task.Run(() => CompileAsync(status.Request), cancellation))).GetAwaiter().GetResult();
        foreach (var (status, (result, milliseconds)) in stale.Zip(results))
        {
            // Most of what clang says it says for every target.
            foreach (var diagnostic in result.Diagnostics.Where(reported.Add))
                Report(diagnostic);
            if (result.Set is not { } set)
                continue;
            var message = $"{sources.Name} -> {status.Path} ({status.Change}; {set.Stencils.Count} stencils, {milliseconds} ms, {set.Compiler})";
            made.Add((status with { Set = set, Change = null }, message));
        }

        if (made.Count != stale.Count)
            return [];
        var before = stale.Select(status => status.Set ?? LockStatus.TryRead(status.Path)).ToList();
        Write([.. made.Select(each => (each.Status.Path, each.Status.Set!))]);
        foreach (var (_, message) in made)
            log.LogMessage(MessageImportance.High, message);
        foreach (var change in LockChanges.Describe(before.Zip(made, (old, each) => (old, each.Status.Set!))))
            log.LogMessage(MessageImportance.High, "  " + change);
        return made.Select(lockAndMessage => lockAndMessage.Status);
    }

    private async Task<(CompileResult Result, long Milliseconds)> CompileAsync(CompileRequest request)
    {
        var watch = Stopwatch.StartNew();
        return (await StencilCompiler.CompileAsync(request, cancellation), watch.ElapsedMilliseconds);
    }

    private static void Write(IReadOnlyList<(string Path, StencilSet Set)> locks)
    {
        try
        {
            LockStore.Write(locks);
        }
        catch (LockWriteException e)
        {
            throw new BuildException("SJ3007", $"the lock cannot be written: {e.Message}", e.Path);
        }
    }

    private void Report(CompileDiagnostic diagnostic)
    {
        var file = diagnostic.File ?? project;
        if (diagnostic.Severity == DiagnosticSeverity.Error)
            log.LogError(null, diagnostic.Code, null, file, diagnostic.Line, diagnostic.Column, 0, 0, diagnostic.Message);
        else
            log.LogWarning(null, diagnostic.Code, null, file, diagnostic.Line, diagnostic.Column, 0, 0, diagnostic.Message);
    }
}
