using System.Diagnostics;
using StencilJit.Benchmarks.Publishing;
using StencilJit.Peers.Tests.Processes;
using Wasmtime;

namespace StencilJit.Benchmarks.Engines;

/// <summary>The engine of this repository and those of its peers that are here, each in a process of its own.</summary>
internal sealed class EngineList : IDisposable
{
    /// <summary>The command of this program that serves one of Wasmtime's compilers.</summary>
    public const string ServeCommand = "serve-wasmtime";

    private readonly List<EngineProcess> _engines = [];
    private readonly List<string> _problems = [];

    /// <param name="published">The engine of this repository as its users have it, where that could be made.</param>
    public EngineList(PublishedPrograms published)
    {
        var host = published.ReadyHost ?? Path.Combine(AppContext.BaseDirectory, "stenciljit-benchmark-host");
        var code = published.ReadyHost is null ? "without the packages' ReadyToRun code" : "with the packages' ReadyToRun code";
        Own = Add(new("StencilJit", $"as it comes, in a .NET process, {code}", host, "guard"));
        OwnExplicit = Add(new("StencilJit explicit", "the same with explicit bounds checks", host, "explicit"));
        if (ProcessRunner.Find(NodeFlags.Program) is not null)
        {
            Liftoff = AddNode("Liftoff", NodeFlags.Liftoff);
            LiftoffExplicit = AddNode("Liftoff explicit", NodeFlags.Liftoff, NodeFlags.Explicit);
            TurboFan = AddNode("TurboFan", NodeFlags.TurboFan);
        }
        else
        {
            _problems.Add("Liftoff and TurboFan are not here: there is no node on the search path.");
        }

        Winch = AddWasmtime("Winch", WasmtimeEngine.WinchName);
        WinchExplicit = AddWasmtime("Winch explicit", WasmtimeEngine.WinchName + WasmtimeEngine.Explicit);
        Cranelift = AddWasmtime("Cranelift", WasmtimeEngine.CraneliftName);
        if (published.Host is not null)
            OwnAhead = Add(new("StencilJit AOT", "the same as the first, compiled ahead of time by NativeAOT", published.Host, "guard"));
        if (published.Problem is not null)
            _problems.Add($"Not all of StencilJit is here as published: {published.Problem}");
    }

    /// <summary>The engine of this repository in a .NET process.</summary>
    public EngineProcess Own { get; }

    public EngineProcess OwnExplicit { get; }

    public EngineProcess? Liftoff { get; }

    public EngineProcess? LiftoffExplicit { get; }

    public EngineProcess? TurboFan { get; }

    public EngineProcess? Winch { get; }

    public EngineProcess? WinchExplicit { get; }

    public EngineProcess? Cranelift { get; }

    /// <summary>All that are here, this repository's first.</summary>
    public IReadOnlyList<EngineProcess> All => _engines;

    /// <summary>The engine of this repository compiled ahead of time, or null where it could not be: then a note says why.</summary>
    public EngineProcess? OwnAhead { get; }

    /// <summary>What each engine is, and which are missing.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. _engines.Select(engine => $"{engine.Choice.Name}: {engine.Choice.Description}"),
        .. _problems,
        Pinning.IsAvailable ? "All engines run on the last processor, each in a process of its own." : "The engines are not pinned to a processor: there is no taskset.",
    ];

    public void Dispose()
    {
        foreach (var engine in _engines)
            engine.Dispose();
    }

    private EngineProcess AddNode(string name, params IReadOnlyList<string> flags) => Add(new(
        name,
        $"V8 of Node {NodeVersion()} with {string.Join(' ', flags)}, no tiering",
        NodeFlags.Program,
        [.. NodeFlags.Common, .. flags, Path.Combine(AppContext.BaseDirectory, "Engines", "node-engine.mjs")]));

    private EngineProcess? AddWasmtime(string name, string choice)
    {
        try
        {
            using var engine = WasmtimeEngine.Create(choice);
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or MissingMemberException or WasmtimeException)
        {
            _problems.Add($"{name} is not here: {error.Message}");
            return null;
        }

        var version = typeof(Engine).Assembly.GetName().Version?.ToString(3);
        var bounds = choice.EndsWith(WasmtimeEngine.Explicit, StringComparison.Ordinal) ? "explicit bounds checks" : "guard pages";
        return Add(new(name, $"Wasmtime {version}, {bounds}", Environment.ProcessPath!, ServeCommand, choice));
    }

    private EngineProcess Add(EngineChoice choice)
    {
        var engine = new EngineProcess(choice);
        _engines.Add(engine);
        return engine;
    }

    private static string NodeVersion()
    {
        using var process = Process.Start(new ProcessStartInfo(NodeFlags.Program, ["--version"]) { RedirectStandardOutput = true })!;
        var version = process.StandardOutput.ReadToEnd().Trim().TrimStart('v');
        process.WaitForExit();
        return version;
    }
}
