using System.CommandLine;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Doctor;

namespace StencilJit.Tool.Commands;

/// <summary><c>doctor</c>: what this machine can do, and what state the sets are in.</summary>
internal sealed class DoctorCommand : Command
{
    public DoctorCommand()
        : base("doctor", "Says what is there to compile, stitch and test with, how the locks are, and what mends what is wrong.")
    {
        Add(CommonOptions.Set);
        Add(CommonOptions.Include);
        Add(CommonOptions.Clang);
        ExampleHelp.Add(this, "stenciljit doctor", "stenciljit doctor --json");
        this.SetToolAction(Run);
    }

    private static int Run(ParseResult result, ToolConsole console)
    {
        var findings = MachineFindings.All(result.GetValue(CommonOptions.Clang)).ToList();
        try
        {
            findings.AddRange(SetFindings.All(CommonOptions.Sets(result)));
        }
        catch (ToolException e) when (result.GetValue(CommonOptions.Set) is null or [])
        {
            // A machine can be looked at where there is no set.
            findings.Add(new Finding("sets", "none", FindingState.Absent, e.Message));
        }

        var view = new DoctorView(findings);
        console.Write(view, DoctorJson.Default.DoctorView, DoctorRenderer.Render);
        return view.NeedsCare ? ExitCode.Finding : ExitCode.Success;
    }
}
