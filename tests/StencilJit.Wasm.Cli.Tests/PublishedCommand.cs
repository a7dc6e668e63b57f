using System.Diagnostics;
using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Cli.Tests;

/// <summary>The command compiled ahead of time by NativeAOT, published once for all tests.</summary>
public sealed class PublishedCommand : IAsyncLifetime
{
    // What the SDK and the package client say where this machine lacks a linker, or a registry the compiler.
    private static readonly string[] s_missing = ["Platform linker", "NU1101", "NU1102", "NU1301"];

    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("stenciljit-aot-");
    private string? _problem;

    /// <summary>What publishing printed.</summary>
    public string Messages { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var (code, messages) = await RunAsync(
            "dotnet",
            "publish", Path.Combine(Root(), "runtime", "StencilJit.Wasm.Cli"), "--configuration", "Release",
            "--runtime", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true", "--output", _output.FullName,
            "--nologo", "--verbosity", "quiet", "--disable-build-servers");
        Messages = messages;
        if (code == 0)
            return;
        _problem = $"The command could not be published with NativeAOT (Debian needs gcc or clang): {messages}";
        Assert.True(s_missing.Any(text => messages.Contains(text, StringComparison.Ordinal)), _problem);
    }

    public ValueTask DisposeAsync()
    {
        _output.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Skips the test that runs where there is no linker.</summary>
    public void Require() => Assert.SkipWhen(_problem is not null, _problem ?? "");

    /// <summary>Runs the command in the folder of the tests.</summary>
    internal Task<(int Code, string Output)> RunAsync(params string[] arguments) =>
        RunAsync(Path.Combine(_output.FullName, "stenciljit-wasm"), arguments);

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).ReplaceLineEndings("\n") + await errors);
    }

    private static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "StencilJit.sln")))
                return folder;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds StencilJit.sln: run the tests from a build inside the repository.");
    }
}
