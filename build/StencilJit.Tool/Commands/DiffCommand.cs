using System.CommandLine;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Costs;
using StencilJit.Tool.Diffs;
using StencilJit.Tool.Operands;

namespace StencilJit.Tool.Commands;

/// <summary><c>diff</c>: what a change did to the machine code.</summary>
internal sealed class DiffCommand : Command
{
    private readonly Argument<string?> before = new("before")
    {
        Description = "What to compare with: a lock file, a folder of locks, a git revision, or worktree, lock, build[:clang=NAME,flags=FLAGS,llvm=FILE]. By default HEAD.",
        HelpName = "before",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> after = new("after")
    {
        Description = "What to compare, in the same words. By default worktree: what the sources give.",
        HelpName = "after",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> only = new("--only")
    {
        Description = "Compares only micro-ops with this in their names, or that fit a pattern with * and ?.",
        HelpName = "PATTERN",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<bool> summary = new("--summary") { Description = "Shows no assembly." };

    public DiffCommand()
        : base("diff", "Compares the machine code of two states of a set, and ends with 1 where they differ.")
    {
        before.CompletionSources.Add([.. OperandParser.Words]);
        after.CompletionSources.Add([.. OperandParser.Words]);
        Add(before);
        Add(after);
        Add(only);
        Add(summary);
        Add(CommonOptions.Set);
        Add(CommonOptions.Target);
        Add(CommonOptions.Include);
        Add(CommonOptions.Clang);
        Add(CommonOptions.Cpu);
        ExampleHelp.Add(this, "stenciljit diff", "stenciljit diff main~2 lock --only \"i32_*\" --summary", "stenciljit diff build:clang=clang-19 build:clang=clang-22", "stenciljit diff lock \"build:flags=-DFAST=1 -O1\" --set calc");
        this.SetToolAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, ToolConsole console, CancellationToken cancellation)
    {
        var old = OperandParser.Parse(result.GetValue(before) ?? "HEAD");
        var now = OperandParser.Parse(result.GetValue(after) ?? OperandParser.Worktree);
        var context = new OperandContext(CommonOptions.KnownTargets(result), result.GetValue(CommonOptions.Clang), console);
        var pairs = await SnapshotPairs.ReadAsync(old, now, () => CommonOptions.Sets(result), context, cancellation);
        var pattern = result.GetValue(only)!;
        var estimator = new Lazy<Task<CostEstimator?>>(() => CostEstimator.CreateAsync(result.GetValue(CommonOptions.Cpu) ?? [], console, cancellation));
        var views = new List<DiffView>();
        foreach (var (left, right) in pairs)
            views.Add(await DiffBuilder.BuildAsync(left, right, pattern, estimator, cancellation));
        var report = new DiffReport(views);
        console.Write(report, DiffJson.Default.DiffReport, result.GetValue(summary) ? DiffRenderer.RenderSummary : DiffRenderer.Render);
        return report.HasChanges ? ExitCode.Finding : ExitCode.Success;
    }
}
