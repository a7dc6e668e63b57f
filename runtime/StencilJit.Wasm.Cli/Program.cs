using System.CommandLine;
using System.Runtime.InteropServices;
using StencilJit.Wasm.Cli;

// The program may be anywhere, in a loop or in a read: the process ends around it.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context =>
{
    context.Cancel = true;
    Environment.Exit(ExitCode.Interrupted);
});

var run = new RunCommand();
var root = new RootCommand("Runs WebAssembly programs as native code stitched from stencils.") { run };
var result = root.Parse(
    run.SeparateProgram(args),
    // An argument of the program that starts with @ is no file of arguments.
    new ParserConfiguration { ResponseFileTokenReplacer = null });
if (result.Errors.Count == 0)
    return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
foreach (var error in result.Errors)
    Console.Error.WriteLine($"error: {error.Message}");
Console.Error.WriteLine("Try 'stenciljit-wasm run --help'.");
return ExitCode.Usage;
