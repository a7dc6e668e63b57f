using StencilJit.Peers.Tests.Processes;

namespace StencilJit.Benchmarks.Publishing;

/// <summary>What is measured as its users have it: published for this machine.</summary>
/// <param name="Host">The engine that the benchmarks ask, compiled by NativeAOT, or null.</param>
/// <param name="ReadyHost">The same with ReadyToRun code as the packages have it, run by .NET, or null.</param>
/// <param name="Command">The command stenciljit-wasm, compiled by NativeAOT, or null.</param>
/// <param name="ReadyCommand">The command with ReadyToRun code, run by .NET, or null.</param>
/// <param name="Problem">Why something is null.</param>
internal sealed record PublishedPrograms(string? Host, string? ReadyHost, string? Command, string? ReadyCommand, string? Problem)
{
    private const int MostProblemLength = 300;

    /// <summary>Publishes what the options need; what is up to date is not made again.</summary>
    public static async Task<PublishedPrograms> CreateAsync(BenchmarkOptions options)
    {
        var starts = options.Selects("startup");
        if (options.Only is not null && !starts && !options.Selects(["compile", "large", "threads", "lazy", .. Compilation.LargeModule.All.Select(module => module.Name)]))
            return new(null, null, null, null, "not selected");
        var problems = new List<string>();
        var cli = Repository.Project("runtime", "StencilJit.Wasm.Cli");
        var engine = Repository.Project("tests", "Benchmarks", "StencilJit.Benchmarks.Host");
        var host = await PublishAsync(problems, engine, "host", "stenciljit-benchmark-host");
        var readyHost = await PublishAsync(problems, engine, "host-r2r", "stenciljit-benchmark-host", "--self-contained", "false", "-p:HostCode=ReadyToRun");
        var command = starts ? await PublishAsync(problems, cli, "command", "stenciljit-wasm", "-p:PublishAot=true") : null;
        var ready = starts ? await PublishAsync(problems, cli, "command-r2r", "stenciljit-wasm", "--self-contained", "false", "-p:PackAsTool=false") : null;
        return new(host, readyHost, command, ready, problems.Count == 0 ? null : string.Join(' ', problems));
    }

    private static async Task<string?> PublishAsync(List<string> problems, string project, string name, string program, params string[] options)
    {
        Progress.Tell($"publish: {name}");
        var output = Repository.Published(name);
        var result = await ProcessRunner.RunAsync(
            "dotnet",
            [
                "publish", project, "--configuration", "Release", "--runtime", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier,
                "--output", output, "--nologo", "--verbosity", "quiet", "--disable-build-servers", .. options,
            ]);
        if (result.ExitCode == 0)
            return Path.Combine(output, OperatingSystem.IsWindows() ? $"{program}.exe" : program);
        var text = (result.OutputText + result.Errors).Trim();
        problems.Add($"{name} could not be published: {text[..Math.Min(text.Length, MostProblemLength)]}");
        return null;
    }
}
