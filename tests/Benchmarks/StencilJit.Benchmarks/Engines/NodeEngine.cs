using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using StencilJit.Benchmarks.Programs;

namespace StencilJit.Benchmarks.Engines;

/// <summary>Node in a process of its own, with one of V8's compilers, one thread, and everything compiled at once.</summary>
internal sealed class NodeEngine : IWasmEngine
{
    private static readonly string[] s_flags =
    [
        "--no-warnings", "--no-wasm-lazy-compilation", "--wasm-num-compilation-tasks=0", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering",
        "--no-wasm-native-module-cache-enabled",
    ];

    private readonly Process _process;

    private NodeEngine(string name, string compiler)
    {
        Name = name;
        var script = Path.Combine(AppContext.BaseDirectory, "Engines", "node-engine.mjs");
        _process = Process.Start(new ProcessStartInfo("node", [.. s_flags, compiler, script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Description = $"{name}: V8 of Node {Version()} with {compiler}, in a process of its own, no tiering, guard pages for bounds checks";
    }

    public string Name { get; }

    public string Description { get; }

    /// <summary>V8's compiler that generates code in one pass.</summary>
    public static NodeEngine Liftoff() => new("Liftoff", "--liftoff-only");

    /// <summary>V8's optimizing compiler.</summary>
    public static NodeEngine TurboFan() => new("TurboFan", "--no-liftoff");

    public double Compile(string module, int count) => Seconds(Ask(new JsonObject { ["compile"] = module, ["count"] = count }));

    public RunResult Run(SampleProgram program, int count)
    {
        var answer = Ask(new JsonObject { ["sample"] = program.Module, ["input"] = Convert.ToBase64String(program.Input), ["count"] = count });
        return new RunResult(Seconds(answer), answer["checksum"]!.GetValue<uint>());
    }

    public RunResult Run(SystemProgram program)
    {
        program.Clean();
        var answer = Ask(new JsonObject
        {
            ["system"] = program.Module,
            ["arguments"] = new JsonArray([.. program.Arguments.Select(argument => JsonValue.Create(argument))]),
            ["guest"] = SystemProgram.GuestFolder,
            ["folder"] = program.Folder,
            ["output"] = program.OutputFile,
        });
        return new RunResult(Seconds(answer), SystemOutput.Sum(program));
    }

    /// <summary>The script ends with its input.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static double Seconds(JsonNode answer) => answer["seconds"]!.GetValue<double>();

    private static string Version()
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
        var version = process.StandardOutput.ReadToEnd().Trim().TrimStart('v');
        process.WaitForExit();
        return version;
    }

    private JsonNode Ask(JsonNode request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString(JsonSerializerOptions.Default));
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended; what it said is above.");
        return JsonNode.Parse(line)!;
    }
}
