using System.CommandLine;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Locks;

namespace StencilJit.Tool.Commands;

/// <summary><c>verify</c>: whether locks are what their sources give.</summary>
internal sealed class VerifyCommand : Command
{
    public VerifyCommand()
        : base("verify", "Compiles sets in memory and says whether their locks are what the sources give; ends with 1 where one is not.")
    {
        Add(CommonOptions.Set);
        Add(CommonOptions.Target);
        Add(CommonOptions.Include);
        Add(CommonOptions.Clang);
        ExampleHelp.Add(this, "stenciljit verify", "stenciljit verify --set calc --clang clang-22");
        this.SetToolAction(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult result, ToolConsole console, CancellationToken cancellation)
    {
        var choice = new CompilerChoice(result.GetValue(CommonOptions.Clang));
        var view = await VerifyBuilder.BuildAsync(CommonOptions.Sets(result), CommonOptions.KnownTargets(result), choice, console, cancellation);
        console.Write(view, LockJson.Default.VerifyView, VerifyRenderer.Render);
        return view.IsVerified ? ExitCode.Success : ExitCode.Finding;
    }
}
