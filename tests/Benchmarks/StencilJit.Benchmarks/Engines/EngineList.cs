using System.Diagnostics;
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

    public EngineList()
    {
        var host = Path.Combine(AppContext.BaseDirectory, "stenciljit-benchmark-host");
        Own = Add(new("StencilJit", "as it comes, in a .NET process", host, "guard"));
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
    }

    /// <summary>The engine of this repository as .NET compiles it while it runs.</summary>
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
    public EngineProcess? OwnAhead { get; private set; }

    /// <summary>What each engine is, and which are missing.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. _engines.Select(engine => $"{engine.Choice.Name}: {engine.Choice.Description}"),
        .. _problems,
        Pinning.IsAvailable ? "All engines run on the last processor, each in a process of its own." : "The engines are not pinned to a processor: there is no taskset.",
    ];

    /// <summary>Adds the engine of this repository as a program compiled ahead of time.</summary>
    /// <param name="program">The program, or null.</param>
    /// <param name="problem">Why there is none.</param>
    public void SetAhead(string? program, string? problem)
    {
        if (program is not null)
            OwnAhead = Add(new("StencilJit AOT", "the same as the first, compiled ahead of time by NativeAOT", program, "guard"));
        else
            _problems.Add($"StencilJit AOT is not here: {problem}");
    }

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
