using System.Diagnostics;
using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Cli.Tests;

/// <summary>The command as a process.</summary>
internal sealed partial class CommandProcess : IDisposable
{
    private const int InterruptSignal = 2;
    private readonly Process _process;

    private CommandProcess(IEnumerable<string> arguments, long? addressSpace = null)
    {
        string dotnet = Environment.ProcessPath is { } host && IsDotnet(host) ? host : "dotnet";
        var start = new ProcessStartInfo(addressSpace is null ? dotnet : "sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        if (addressSpace is { } bytes)
        {
            foreach (var argument in (string[])["-c", $"ulimit -v {bytes / 1024} && exec \"$@\"", "sh", dotnet])
                start.ArgumentList.Add(argument);
            // Or .NET reserves hundreds of gigabytes for its heap.
            start.Environment["DOTNET_GCHeapHardLimit"] = "0x8000000";
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "stenciljit-wasm.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<CommandResult> Run(params string[] arguments) => await RunWithInput("", arguments);

    /// <summary>Runs to the end with a standard input.</summary>
    public static async Task<CommandResult> RunWithInput(string input, params string[] arguments)
    {
        using var command = new CommandProcess(arguments);
        return await command.Finish(input);
    }

    /// <summary>Runs to the end with little address space, in bytes.</summary>
    public static async Task<CommandResult> RunWithin(long addressSpace, params string[] arguments)
    {
        using var command = new CommandProcess(arguments, addressSpace);
        return await command.Finish();
    }

    public static CommandProcess Start(params string[] arguments) => new(arguments);

    public async Task<string?> ReadLine() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(_process.Id, InterruptSignal));

    public async Task<CommandResult> Finish(string input = "")
    {
        var cancellation = TestContext.Current.CancellationToken;
        var output = _process.StandardOutput.ReadToEndAsync(cancellation);
        var error = _process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await _process.StandardInput.WriteAsync(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read what it was given.
        }

        await _process.WaitForExitAsync(cancellation);
        return new CommandResult(_process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
