using System.ComponentModel;

namespace StencilJit.Benchmarks.Engines;

/// <summary>The engine of this repository and those of its peers that are here.</summary>
internal sealed class EngineList : IDisposable
{
    private static readonly (string Name, Func<IWasmEngine> Create)[] s_peers =
    [
        ("Liftoff", NodeEngine.Liftoff),
        ("TurboFan", NodeEngine.TurboFan),
        ("Winch", WasmtimeEngine.Winch),
        ("Cranelift", WasmtimeEngine.Cranelift),
    ];

    private readonly List<IWasmEngine> _engines = [new StencilJitEngine()];
    private readonly List<string> _problems = [];

    public EngineList()
    {
        foreach (var (name, create) in s_peers)
        {
            try
            {
                _engines.Add(create());
            }
            catch (Exception error) when (error is Win32Exception or DllNotFoundException or TypeInitializationException or MissingMemberException or Wasmtime.WasmtimeException)
            {
                _problems.Add($"{name} is not here: {error.Message}");
            }
        }
    }

    /// <summary>The engines, this repository's first.</summary>
    public IReadOnlyList<IWasmEngine> Engines => _engines;

    /// <summary>What each engine is, and which are missing.</summary>
    public IReadOnlyList<string> Notes => [.. _engines.Select(engine => engine.Description), .. _problems];

    public void Dispose()
    {
        foreach (var engine in _engines)
            engine.Dispose();
    }
}
