using System.CommandLine;
using StencilJit.Tool.Budgets;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Commands;

/// <summary><c>check</c>: whether the locks keep their budgets.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Option<bool> all = new("--all") { Description = "Shows the limits that are kept as well." };

    private readonly Option<bool> gitHub = new("--github") { Description = "Writes an annotation for GitHub after the table for each limit that is exceeded." };

    private readonly Option<string?> baseRevision = new("--base")
    {
        Description = "The git revision that growth counts from, such as origin/main; by default the one that the budget names.",
        HelpName = "REVISION",
    };

    public CheckCommand()
        : base("check", "Compares the locks with the budgets in stencils.budget beside the sources, and ends with 1 where one is exceeded.")
    {
        Add(all);
        Add(gitHub);
        Add(baseRevision);
        Add(CommonOptions.Set);
        Add(CommonOptions.Target);
        Add(CommonOptions.Include);
        Validators.Add(result =>
        {
            if (result.GetValue(gitHub) && result.GetValue(CommonOptions.Json))
                result.AddError("--github and --json would write into each other: give one of them.");
        });
        ExampleHelp.Add(this, "stenciljit check", "stenciljit check --github --base origin/main");
        this.SetToolAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, ToolConsole console, CancellationToken cancellation)
    {
        var folders = CommonOptions.Sets(result);
        var builder = new CheckBuilder(CommonOptions.KnownTargets(result), result.GetValue(baseRevision), result.GetValue(all), console);
        var view = await builder.BuildAsync(folders, cancellation);
        console.Write(view, BudgetJson.Default.CheckView, CheckRenderer.Render);
        if (result.GetValue(gitHub))
            foreach (var set in view.Sets)
                foreach (var line in await GitHubAnnotations.OfAsync(set, folders.First(folder => PathText.Shown(folder.Path) == set.Folder), cancellation))
                    console.Writer.WriteLine(line);
        return view.IsKept ? ExitCode.Success : ExitCode.Finding;
    }
}
