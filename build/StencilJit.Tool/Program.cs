using System.CommandLine;
using System.Text;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Commands;

// Files and pipes get UTF-8 without a mark, whatever the locale.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var root = new RootCommand("Shows stencils, their changes and what they cost.")
{
    CommonOptions.Json,
    new CheckCommand(),
    new CompileCommand(),
    new CompletionCommand(),
    new DiffCommand(),
    new DoctorCommand(),
    new ExploreCommand(),
    new ExportCommand(),
    new ListCommand(),
    new ReportCommand(),
    new ShowCommand(),
    new TraceCommand(),
    new VerifyCommand(),
};
ExampleHelp.Install(root);
var result = root.Parse(args);
// Help is for those who do not know yet what is missing.
if (result.Errors.Count == 0 || result.Action is ExampleHelp)
{
    // On a busy machine, a cancelled command may need a while to take back what it began.
    var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) };
    return await result.InvokeAsync(configuration);
}

foreach (var error in result.Errors)
    Console.Error.WriteLine($"stenciljit: {error.Message}");
Console.Error.WriteLine($"Try 'stenciljit {(result.CommandResult.Command is RootCommand ? "" : result.CommandResult.Command.Name + " ")}--help'.");
return ExitCode.BadInput;
