using System.CommandLine;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Locks;

namespace StencilJit.Tool.Commands;

/// <summary><c>compile</c>: makes locks without a build.</summary>
internal sealed class CompileCommand : Command
{
    private readonly Option<string?> output = new("--output") { Description = "The folder to write the locks of one set to; by default 'locks' beside its sources.", HelpName = "FOLDER" };

    private readonly Option<string> flags = new("--flags")
    {
        Description = "Arguments for clang beside the toolchain's own, such as --flags=\"-DFAST=1\".",
        HelpName = "TEXT",
        DefaultValueFactory = _ => "",
    };

    public CompileCommand()
        : base("compile", "Compiles sets and writes their locks: all, or none where one does not compile.")
    {
        Add(output);
        Add(flags);
        Add(CommonOptions.Set);
        Add(CommonOptions.Target);
        Add(CommonOptions.Include);
        Add(CommonOptions.Clang);
        ExampleHelp.Add(this, "stenciljit compile --set calc", "stenciljit compile --set calc --target linux-x64 --output made --clang clang-19");
        this.SetToolAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, ToolConsole console, CancellationToken cancellation)
    {
        var folders = CommonOptions.Sets(result);
        var folder = result.GetValue(output);
        if (folder is not null && folders.Count > 1)
            throw new ToolException($"--output {folder}: there are the sets {string.Join(" and ", folders.Select(set => set.Name))} here, and their locks have the same names. Name one with --set.");
        var choice = new CompilerChoice(result.GetValue(CommonOptions.Clang), CommandLineText.Split(result.GetValue(flags)!));
        var view = await CompileBuilder.BuildAsync(folders, CommonOptions.KnownTargets(result), folder, choice, console, cancellation);
        console.Write(view, LockJson.Default.CompileView, CompileRenderer.Render);
        return ExitCode.Success;
    }
}
