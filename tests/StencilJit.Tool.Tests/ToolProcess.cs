using System.Diagnostics;
using System.Runtime.InteropServices;

namespace StencilJit.Tool.Tests;

/// <summary>The command <c>stenciljit</c> as a process, with what it is to see of the world.</summary>
internal sealed partial class ToolProcess : IDisposable
{
    private const int InterruptSignal = 2;
    private readonly Process process;

    private ToolProcess(string folder, IReadOnlyDictionary<string, string?> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "stenciljit.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    /// <summary>Runs in the repository's root to the end.</summary>
    public static Task<CommandResult> Run(params string[] arguments) => RunIn(Repository.Root, arguments);

    /// <summary>Runs in a folder to the end.</summary>
    public static Task<CommandResult> RunIn(string folder, params string[] arguments) => RunWith(new Dictionary<string, string?>(), folder, arguments);

    /// <summary>Runs in a folder with variables of the environment to the end; null takes one away.</summary>
    public static async Task<CommandResult> RunWith(IReadOnlyDictionary<string, string?> environment, string folder, params string[] arguments)
    {
        using var command = new ToolProcess(folder, environment, arguments);
        return await command.Finish();
    }

    /// <summary>Starts in a folder.</summary>
    public static ToolProcess Start(string folder, params string[] arguments) => StartWith(new Dictionary<string, string?>(), folder, arguments);

    /// <summary>Starts in a folder with variables of the environment; null takes one away.</summary>
    public static ToolProcess StartWith(IReadOnlyDictionary<string, string?> environment, string folder, params string[] arguments) => new(folder, environment, arguments);

    public async Task<string?> ReadLine() => await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    public async Task<string?> ReadErrorLine() => await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(process.Id, InterruptSignal));

    public async Task<CommandResult> Finish()
    {
        var cancellation = TestContext.Current.CancellationToken;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new CommandResult(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
