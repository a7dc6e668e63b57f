using StencilJit.Compiler;
using StencilJit.Compiler.Incremental;
using StencilJit.Model;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Costs;
using StencilJit.Tool.Diffs;
using StencilJit.Tool.Operands;
using StencilJit.Tool.Operations;
using StencilJit.Tool.Reports;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Explore;

/// <summary>Follows the sources of one set. Used by one thread at a time.</summary>
internal sealed class SetSession
{
    private readonly string id;
    private readonly StencilFolder folder;
    private readonly IReadOnlyList<string> targets;
    private readonly string? clang;
    private readonly Lazy<Task<CostEstimator?>> estimator;
    private readonly ReportBuilder builder;
    private IReadOnlyList<IncrementalCompiler> compilers = [];
    private IReadOnlyList<string> compiledFiles = [];
    private IReadOnlyList<StencilSet> locked;
    private IReadOnlyList<StencilSet> current;
    private DiffView? diff;

    /// <summary>Starts with what the locks hold.</summary>
    /// <param name="id">What the set is called in the page's addresses.</param>
    /// <param name="catalog">The set and its locks.</param>
    /// <param name="clang">The clang to use; null to search.</param>
    /// <param name="estimator">Estimates what changed.</param>
    public SetSession(string id, OperationCatalog catalog, string? clang, Lazy<Task<CostEstimator?>> estimator)
    {
        this.id = id;
        this.clang = clang;
        this.estimator = estimator;
        folder = catalog.Folder;
        locked = current = catalog.Locks;
        targets = [.. locked.Select(set => set.Target)];
        builder = new ReportBuilder(id);
        Report = builder.Build(catalog, null);
    }

    /// <summary>The set's folder.</summary>
    public StencilFolder Folder => folder;

    /// <summary>The last state that compiled, with the C text as it is now.</summary>
    public ReportSet Report { get; private set; }

    /// <summary>What the compiler says of the sources as they are now.</summary>
    public IReadOnlyList<SourceMessage> Messages { get; private set; } = [];

    /// <summary>Compiles what changed and compares it with the locks. Where the sources have errors, the last good code stays.</summary>
    public async Task UpdateAsync(CancellationToken cancellation)
    {
        try
        {
            await CompileAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that was listed is gone again, as editors do that; what comes in its place is another change.
            Messages = [new SourceMessage(id, "", 0, 0, "error", "", e.Message, "")];
        }
    }

    private async Task CompileAsync(CancellationToken cancellation)
    {
        ReadLocks();
        Prepare();
        var results = await Task.WhenAll(compilers.Select(compiler => compiler.CompileAsync(cancellation: cancellation)));
        // Most of what is said of one target is said of all.
        Messages = [.. results.SelectMany(result => result.Diagnostics).Distinct().Select(Message).OrderBy(message => message.Severity, StringComparer.Ordinal)];
        if (results.All(result => result.Set is not null))
        {
            current = [.. results.Select(result => result.Set!)];
            diff = await DiffBuilder.BuildAsync(new SetSnapshot("the locks", locked), new SetSnapshot("the sources", current), "", estimator, cancellation);
        }

        Report = builder.Build(new OperationCatalog(folder, current), diff);
    }

    // A lock that is being written, or is gone for the moment, is read at the next change.
    private void ReadLocks()
    {
        try
        {
            locked = LockFile.ReadAll(folder, targets);
        }
        catch (ToolException)
        {
        }
    }

    // A compiler knows its files; those inside it reads again by itself.
    private void Prepare()
    {
        var files = folder.Sources;
        if (compilers.Count > 0 && files.SequenceEqual(compiledFiles))
            return;
        compiledFiles = files;
        compilers = [.. locked.Select(set => new IncrementalCompiler(folder.Request(set.Target, clang), set))];
    }

    private SourceMessage Message(CompileDiagnostic diagnostic)
    {
        var file = diagnostic.File is null ? "" : Path.GetRelativePath(folder.Path, diagnostic.File).Replace('\\', '/');
        return new SourceMessage(
            id, file, diagnostic.Line, diagnostic.Column, diagnostic.Severity.ToString().ToLowerInvariant(), diagnostic.Code, diagnostic.Message,
            diagnostic.File is null ? "" : Line(diagnostic.File, diagnostic.Line));
    }

    private static string Line(string file, int line)
    {
        try
        {
            return File.ReadLines(file).ElementAtOrDefault(line - 1) ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
