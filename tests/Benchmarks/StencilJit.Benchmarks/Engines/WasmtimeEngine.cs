using System.Diagnostics;
using StencilJit.Benchmarks.Programs;
using Wasmtime;

namespace StencilJit.Benchmarks.Engines;

/// <summary>Wasmtime with one of its compilers.</summary>
internal sealed class WasmtimeEngine : IWasmEngine
{
    public const string WinchName = "winch";
    public const string CraneliftName = "cranelift";
    public const string Explicit = "-explicit";
    private const int Argument = 10;

    private readonly Engine _engine;
    private readonly Linker _samples;
    private readonly SampleHost _host = new();
    private readonly HashSet<string> _defined = [];
    private readonly Dictionary<string, Module> _modules = [];

    private WasmtimeEngine(Config config)
    {
        _engine = new Engine(config);
        _samples = new Linker(_engine);
    }

    /// <summary>Creates the engine that <see cref="EngineList"/> knows by a name.</summary>
    /// <exception cref="WasmtimeException">Winch does not generate code for this machine.</exception>
    public static WasmtimeEngine Create(string name)
    {
        var config = new Config().WithParallelCompilation(false);
        if (name.StartsWith(WinchName, StringComparison.Ordinal))
        {
            // The compiler that generates code in one pass knows nothing of garbage-collected types.
            WasmtimeStrategy.SetWinch(config.WithGc(false).WithFunctionReferences(false));
        }
        else
            config.WithCompilerStrategy(CompilerStrategy.Cranelift);

        // A memory that may move has no pages around it that fault.
        if (name.EndsWith(Explicit, StringComparison.Ordinal))
            config.WithStaticMemoryMaximumSize(0).WithMemoryGuardSize(0);
        return new WasmtimeEngine(config);
    }

    public double Compile(string module, int count)
    {
        var bytes = File.ReadAllBytes(module);
        var ticks = 0L;
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var compiled = Module.FromBytes(_engine, "module", bytes);
            ticks += Stopwatch.GetTimestamp() - start;
            compiled.Dispose();
        }

        return (double)ticks / Stopwatch.Frequency;
    }

    public long CodeSize(string module) => 0;

    public double CallFirst(byte[] module, int count)
    {
        var ticks = 0L;
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var compiled = Module.FromBytes(_engine, "module", module);
            var store = new Store(_engine);
            var linker = new Linker(_engine);
            linker.Instantiate(store, compiled).GetFunction<int, int>("f")!(Argument);
            ticks += Stopwatch.GetTimestamp() - start;
            linker.Dispose();
            store.Dispose();
            compiled.Dispose();
        }

        return (double)ticks / Stopwatch.Frequency;
    }

    public RunResult Run(SampleProgram program, int count)
    {
        var module = Load(program.Module);
        foreach (var import in module.Imports.OfType<FunctionImport>())
            Define(import);
        var ticks = 0L;
        _host.Begin();
        for (var i = 0; i < count; i++)
        {
            using var store = new Store(_engine);
            var start = _samples.Instantiate(store, module).GetAction("_start")!;
            _host.Start(program.Input);
            var begin = Stopwatch.GetTimestamp();
            start();
            ticks += Stopwatch.GetTimestamp() - begin;
            _host.Finish();
        }

        return new RunResult((double)ticks / Stopwatch.Frequency, _host.Checksum);
    }

    public RunResult Run(SystemProgram program)
    {
        program.Clean();
        var module = Load(program.Module);
        double seconds;
        using (var store = new Store(_engine))
        using (var linker = new Linker(_engine))
        {
            store.SetWasiConfiguration(new WasiConfiguration()
                .WithArgs(program.Arguments)
                .WithStandardOutput(program.OutputFile)
                .WithPreopenedDirectory(program.Folder, SystemProgram.GuestFolder, false));
            linker.DefineWasi();
            var start = linker.Instantiate(store, module).GetAction("_start")!;
            var begin = Stopwatch.GetTimestamp();
            start();
            seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        return new RunResult(seconds, SystemOutput.Sum(program));
    }

    public void Dispose()
    {
        foreach (var module in _modules.Values)
            module.Dispose();
        _samples.Dispose();
        _engine.Dispose();
    }

    private Module Load(string path)
    {
        if (!_modules.TryGetValue(path, out var module))
            _modules.Add(path, module = Module.FromFile(_engine, path));
        return module;
    }

    private void Define(FunctionImport import)
    {
        if (!_defined.Add(import.Name))
            return;
        var parameters = import.Parameters.ToArray();
        _samples.DefineFunction(
            import.ModuleName,
            import.Name,
            (caller, arguments, results) =>
            {
                Span<int> values = stackalloc int[4];
                for (var i = 0; i < values.Length && i < parameters.Length; i++)
                    values[i] = parameters[i] == ValueKind.Int32 ? arguments[i].AsInt32() : 0;
                var memory = caller.GetMemory("memory")!;
                var error = _host.Call(
                    import.Name, memory.GetSpan(0, (int)memory.GetLength()), values[0], values[1], values[2], values[3]);
                if (results.Length > 0)
                    results[0] = error;
            },
            import.Parameters,
            import.Results);
    }
}
