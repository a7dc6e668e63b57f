using System.CommandLine;
using StencilJit.Compiler;

namespace StencilJit.Tool.Cli;

/// <summary>Runs commands: gives them a console, and turns what goes wrong into messages and exit codes.</summary>
internal static class ToolAction
{
    /// <summary>Gives a command its work.</summary>
    public static void SetToolAction(this Command command, Func<ParseResult, ToolConsole, int> run) =>
        command.SetToolAction((result, console, _) => Task.FromResult(run(result, console)));

    /// <summary>Gives a command work that takes long, and can be cancelled.</summary>
    public static void SetToolAction(this Command command, Func<ParseResult, ToolConsole, CancellationToken, Task<int>> run) =>
        command.SetAction(async (result, cancellation) =>
        {
            // An interrupt waits for a command that is known to run, and before the first wait this one is not.
            await Task.Yield();
            try
            {
                return await run(result, ToolConsole.Create(result.GetValue(CommonOptions.Json)), cancellation);
            }
            catch (ToolException e)
            {
                return Fail(e.Message, e.ExitCode);
            }
            catch (CompilationException e)
            {
                foreach (var diagnostic in e.Diagnostics)
                    Console.Error.WriteLine(diagnostic);
                return e.Diagnostics.Any(diagnostic => diagnostic.Code.StartsWith("SJ12", StringComparison.Ordinal)) ? ExitCode.MissingTool : ExitCode.CompileError;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return Fail("interrupted; nothing was written.", ExitCode.Interrupted);
            }
            catch (IOException e)
            {
                // Whoever reads the pipe may have read enough.
                return e.HResult == BrokenPipe || e.Message.Contains("Broken pipe", StringComparison.Ordinal) ? ExitCode.Success : Fail(e.Message, ExitCode.BadInput);
            }
            catch (UnauthorizedAccessException e)
            {
                return Fail(e.Message, ExitCode.BadInput);
            }
        });

    private const int BrokenPipe = unchecked((int)0x8007006D);

    private static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine($"stenciljit: {message}");
        return exitCode;
    }
}
