using System.CommandLine;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Operations;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Commands;

/// <summary><c>list</c>: the stencils of sets, and their sizes.</summary>
internal sealed class ListCommand : Command
{
    private readonly Argument<string> pattern = new("pattern")
    {
        Description = "A part of the micro-ops' names, or a pattern with * and ?.",
        DefaultValueFactory = _ => "",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> bySize = new("--by-size") { Description = "The largest first." };

    public ListCommand()
        : base("list", "Lists stencils with their holes and sizes, and the totals of every target.")
    {
        Add(pattern);
        Add(bySize);
        Add(CommonOptions.Set);
        Add(CommonOptions.Target);
        ExampleHelp.Add(this, "stenciljit list", "stenciljit list \"i64_*\" --by-size --target linux-x64", "stenciljit list --set stencils/calc --json");
        this.SetToolAction(Run);
    }

    private int Run(ParseResult result, ToolConsole console)
    {
        var catalogs = OperationCatalog.Read(CommonOptions.Sets(result), CommonOptions.Targets(result));
        var text = result.GetValue(pattern)!;
        var view = ListBuilder.Build(catalogs, text, result.GetValue(bySize));
        if (view.Sets.Count == 0)
            throw new ToolException($"No micro-op's name matches '{text}'. {NearestNames.Advice(text, catalogs.SelectMany(catalog => catalog.Names), "'stenciljit list' shows all.")}");
        console.Write(view, OperationJson.Default.ListView, ListRenderer.Render);
        return ExitCode.Success;
    }
}
