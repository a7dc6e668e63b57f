using System.CommandLine;
using StencilJit.Tool.Cli;
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

    public ReportCommand()
        : base("report", "Writes one HTML file that shows all stencils: sizes, C, machine code and holes.")
    {
        Add(output);
        Add(CommonOptions.Set);
        Add(CommonOptions.Target);
        this.SetToolAction(Run);
    }

    private Task<int> Run(ParseResult result, ToolConsole console, CancellationToken cancellation)
    {
        var catalogs = OperationCatalog.Read(CommonOptions.Sets(result), CommonOptions.Targets(result));
        var view = ReportBuilder.Build(catalogs, _ => null);
        if (console.IsJson)
        {
            console.Writer.WriteLine(ReportJson.Write(view));
            return Task.FromResult(ExitCode.Success);
        }

        cancellation.ThrowIfCancellationRequested();
        var file = result.GetRequiredValue(output);
        OutputFile.Write(file, ReportPage.Render(view, isLive: false), cancellation);
        console.Note(file);
        return Task.FromResult(ExitCode.Success);
    }
}
