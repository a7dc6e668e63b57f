using Microsoft.Build.Framework;
using StencilJit.Build.Sets;
using StencilJit.Compiler;
using StencilJit.Compiler.Llvm;
using Task = Microsoft.Build.Utilities.Task;

namespace StencilJit.Build;

/// <summary>The MSBuild task that keeps the locks of a project's stencil sets up to date.</summary>
public sealed class CompileStencils : Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource cancellation = new();

    /// <summary>The C files, with metadata Set, Class, Accessibility and Targets.</summary>
    [Required]
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>The folders that headers are searched in.</summary>
    public string[] IncludeDirectories { get; set; } = [];

    /// <summary>One of <see cref="LockMode"/>.</summary>
    [Required]
    public string Mode { get; set; } = "";

    /// <summary>The clang to use; empty to search.</summary>
    public string Clang { get; set; } = "";

    /// <summary>The folder of the LLVM to use; empty to search.</summary>
    public string Llvm { get; set; } = "";

    /// <summary>The project, for the command that an error advises.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>All files that the locks were made from.</summary>
    [Output]
    public string[] Inputs { get; private set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            if (!Enum.TryParse<LockMode>(Mode, ignoreCase: true, out var mode) || !Enum.IsDefined(mode))
                throw new BuildException("SJ3006", $"StencilLock is '{Mode}'; it is one of {string.Join(", ", Enum.GetNames<LockMode>())}");
            if (Llvm.Length > 0)
                LibLlvmLocator.Use(Llvm);
            var sets = StencilSetSources.Group([.. Sources.Select(Read)]);
            var inputs = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var set in sets)
                inputs.UnionWith(new StencilSetBuild(set, IncludeDirectories, mode, Clang, Project, Log, cancellation.Token).Run());
            Inputs = [.. inputs];
        }
        catch (BuildException e)
        {
            Log.LogError(null, e.Code, null, e.File ?? Project, e.Line, 0, 0, 0, e.Message);
        }
        catch (CompilationException e)
        {
            foreach (var diagnostic in e.Diagnostics)
                Log.LogError(null, diagnostic.Code, null, Project, 0, 0, 0, 0, diagnostic.Message);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public void Cancel() => cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => cancellation.Dispose();

    private static StencilSource Read(ITaskItem item) => new(
        Path.GetFullPath(item.ItemSpec),
        item.GetMetadata("Set"),
        item.GetMetadata("Class"),
        item.GetMetadata("Accessibility"),
        item.GetMetadata("Targets").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
