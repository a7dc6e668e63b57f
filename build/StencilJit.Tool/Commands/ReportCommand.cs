using System.CommandLine;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Costs;
using StencilJit.Tool.Diffs;
using StencilJit.Tool.Operands;
using StencilJit.Tool.Operations;
using StencilJit.Tool.Reports;

namespace StencilJit.Tool.Commands;

/// <summary><c>report</c>: all of it as one HTML file.</summary>
internal sealed class ReportCommand : Command
{
    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The file to write.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "stencils.html",
    };

    private readonly Option<string?> against = new("--base")
    {
        Description = "What to compare the locks with, in the words of 'diff': a lock file, a folder of locks, a git revision, worktree, build.",
        HelpName = "BEFORE",
    };

    public ReportCommand()
        : base("report", "Writes one HTML file that shows all stencils: sizes, C, machine code and holes, and what changed.")
    {
        against.CompletionSources.Add([.. OperandParser.Words]);
        Add(output);
        Add(against);
        Add(CommonOptions.Set);
        Add(CommonOptions.Target);
        Add(CommonOptions.Include);
        Add(CommonOptions.Clang);
        Add(CommonOptions.Cpu);
        ExampleHelp.Add(this, "stenciljit report", "stenciljit report --set wasm --base HEAD~1 --output wasm.html");
        this.SetToolAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, ToolConsole console, CancellationToken cancellation)
    {
        var catalogs = OperationCatalog.Read(CommonOptions.Sets(result), CommonOptions.Targets(result));
        var before = result.GetValue(against) is { } text ? OperandParser.Parse(text) : null;
        var context = new OperandContext(CommonOptions.KnownTargets(result), result.GetValue(CommonOptions.Clang), console);
        var estimator = new Lazy<Task<CostEstimator?>>(() => CostEstimator.CreateAsync(result.GetValue(CommonOptions.Cpu) ?? [], console, cancellation));
        var diffs = before is null ? new Dictionary<OperationCatalog, DiffView>() : await ReportBase.CompareAsync(catalogs, before, context, estimator, cancellation);
        var view = ReportBuilder.Build(catalogs, catalog => diffs.GetValueOrDefault(catalog));
        if (console.IsJson)
        {
            console.Writer.WriteLine(ReportJson.Write(view));
            return ExitCode.Success;
        }

        cancellation.ThrowIfCancellationRequested();
        var file = result.GetRequiredValue(output);
        OutputFile.Write(file, ReportPage.Render(view, isLive: false), cancellation);
        console.Note(file);
        return ExitCode.Success;
    }
}
