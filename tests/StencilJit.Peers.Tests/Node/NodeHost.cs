using System.Text.Json;
using StencilJit.Peers.Tests.Calls;
using StencilJit.Peers.Tests.Processes;
using StencilJit.Peers.Tests.Programs;

namespace StencilJit.Peers.Tests.Node;

/// <summary>The peer: WebAssembly and WASI as Node has them.</summary>
internal static class NodeHost
{
    // The first that has node:wasi with a version to choose.
    private const int OldestVersion = 20;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<Task<string?>> s_problem = new(FindProblemAsync);

    private static string? Path { get; } = ProcessRunner.Find("node");

    /// <summary>Skips the test that runs where there is no Node to compare with.</summary>
    public static async Task RequireAsync()
    {
        if (await s_problem.Value is { } problem)
            Assert.Skip(problem);
    }

    public static async Task<ProgramResult> RunAsync(ProgramRun run)
    {
        var request = new
        {
            module = run.Module,
            run.Arguments,
            environment = run.Environment.ToDictionary(),
            directories = run.Directories.ToDictionary(directory => directory.GuestPath, directory => directory.HostPath),
        };
        var result = await RunScriptAsync("program.mjs", [JsonSerializer.Serialize(request, s_json)], run.Input);
        return new ProgramResult(result.ExitCode, result.Output, result.Errors);
    }

    public static async Task<CallResults> CallAsync(CallSequence sequence)
    {
        var request = new
        {
            module = sequence.ModulePath,
            functions = sequence.Functions.ToDictionary(
                function => function.Name,
                function => new { parameters = function.Parameters.Select(Name), result = function.Result is { } kind ? Name(kind) : null }),
            calls = sequence.Calls.Select(call => call.Arguments.Prepend(call.Function.Name)),
        };
        var result = await RunScriptAsync("calls.mjs", [], JsonSerializer.SerializeToUtf8Bytes(request, s_json));
        Assert.True(result.ExitCode == 0, result.Errors);
        return JsonSerializer.Deserialize<CallResults>(result.Output, s_json)!;
    }

    private static string Name(ValueKind kind) => kind.ToString().ToLowerInvariant();

    private static Task<ProcessResult> RunScriptAsync(string script, IEnumerable<string> arguments, ReadOnlyMemory<byte> input) =>
        ProcessRunner.RunAsync(
            Path!, ["--no-warnings", System.IO.Path.Combine(AppContext.BaseDirectory, "Node", script), .. arguments], input);

    private static async Task<string?> FindProblemAsync()
    {
        if (Path is null)
            return "There is no node on the search path to compare with.";
        var version = (await ProcessRunner.RunAsync(Path, ["--version"])).OutputText.Trim();
        return int.TryParse(version.TrimStart('v').Split('.')[0], out var major) && major >= OldestVersion
            ? null
            : $"Node {version} has no node:wasi to compare with; {OldestVersion} or newer has.";
    }
}
