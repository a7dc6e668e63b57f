using System.CommandLine;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Costs;
using StencilJit.Tool.Operations;

namespace StencilJit.Tool.Commands;

/// <summary><c>show</c>: one micro-op in C and as machine code.</summary>
internal sealed class ShowCommand : Command
{
    private readonly Argument<string> operation = new("op") { Description = "The micro-op, such as i32_add.", HelpName = "op" };

    private readonly Option<string?> placement = new("--placement")
    {
        Description = "The placement, such as 'rs>r'; by default the one with most operands in registers.",
        HelpName = "TEXT",
    };

    private readonly Option<bool> all = new("--all-placements") { Description = "Shows all placements." };

    private readonly Option<bool> cost = new("--cost") { Description = "Estimates what the stencils cost, where llvm-mca is." };

    public ShowCommand()
        : base("show", "Shows a micro-op in C beside its machine code on every target, with its holes.")
    {
        operation.CompletionSources.Add(_ => CommonOptions.OperationNames().Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        Add(operation);
        Add(placement);
        Add(all);
        Add(cost);
        Add(CommonOptions.Cpu);
        Add(CommonOptions.Set);
        Add(CommonOptions.Target);
        ExampleHelp.Add(this, "stenciljit show i32_add --cost", "stenciljit show i32_load --placement \"s>r\" --target linux-x64", "stenciljit show divide --all-placements");
        this.SetToolAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, ToolConsole console, CancellationToken cancellation)
    {
        var name = result.GetRequiredValue(operation);
        var catalog = OperationCatalog.Having(OperationCatalog.Read(CommonOptions.Sets(result), CommonOptions.Targets(result)), name);
        var view = ShowBuilder.Build(catalog, name, result.GetValue(placement), result.GetValue(all));
        if (result.GetValue(cost) && await CostEstimator.CreateAsync(result.GetValue(CommonOptions.Cpu) ?? [], console, cancellation) is { } estimator)
            view = await ShowBuilder.EstimateAsync(view, estimator, cancellation);
        console.Write(view, OperationJson.Default.ShowView, ShowRenderer.Render);
        return ExitCode.Success;
    }
}
