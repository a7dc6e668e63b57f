using System.Diagnostics;
using StencilJit.Benchmarks.Programs;
using StencilJit.Wasm;
using StencilJit.Wasm.Wasi;

namespace StencilJit.Benchmarks.Engines;

/// <summary>The engine of this repository.</summary>
/// <param name="checksBounds">Whether bounds are checked explicitly.</param>
/// <param name="threads">How many threads compile a module; null for as many as there are processors.</param>
/// <param name="compilation">When functions are compiled.</param>
internal sealed class StencilJitEngine(bool checksBounds, int? threads, CompilationMode compilation) : IWasmEngine
{
    private const int Argument = 10;

    private readonly Engine _engine = new(boundsChecks: checksBounds ? BoundsChecks.Explicit : null, compilationThreads: threads, compilation: compilation);
    private readonly SampleHost _host = new();
    private readonly Dictionary<string, WasmModule> _modules = [];

    public double Compile(string module, int count)
    {
        var bytes = File.ReadAllBytes(module);
        var ticks = 0L;
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var compiled = WasmModule.Compile(_engine, bytes);
            ticks += Stopwatch.GetTimestamp() - start;
            compiled.Dispose();
        }

        return (double)ticks / Stopwatch.Frequency;
    }

    public long CodeSize(string module)
    {
        using var compiled = WasmModule.Load(_engine, module);
        return compiled.CodeSize;
    }

    public double CallFirst(byte[] module, int count)
    {
        var ticks = 0L;
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var compiled = WasmModule.Compile(_engine, module);
            var store = new Store(_engine);
            new Linker(store).Instantiate(compiled).GetFunction("f").Call<int, int>(Argument);
            ticks += Stopwatch.GetTimestamp() - start;
            store.Dispose();
            compiled.Dispose();
        }

        return (double)ticks / Stopwatch.Frequency;
    }

    public RunResult Run(SampleProgram program, int count)
    {
        var module = Load(program.Module);
        var ticks = 0L;
        _host.Begin();
        for (var i = 0; i < count; i++)
        {
            using var store = new Store(_engine);
            var start = Instantiate(store, module).GetFunction("_start");
            _host.Start(program.Input);
            var begin = Stopwatch.GetTimestamp();
            start.Invoke([], []);
            ticks += Stopwatch.GetTimestamp() - begin;
            _host.Finish();
        }

        return new RunResult((double)ticks / Stopwatch.Frequency, _host.Checksum);
    }

    public RunResult Run(SystemProgram program)
    {
        program.Clean();
        var module = Load(program.Module);
        using var output = File.Create(program.OutputFile);
        var configuration = new WasiConfiguration { Output = output };
        foreach (var argument in program.Arguments)
            configuration.Arguments.Add(argument);
        configuration.Directories.Add(new WasiDirectory(program.Folder, SystemProgram.GuestFolder));
        using var wasi = new WasiContext(configuration);
        using var store = new Store(_engine);
        var linker = new Linker(store);
        wasi.AddTo(linker);
        var start = linker.Instantiate(module).GetFunction("_start");
        var begin = Stopwatch.GetTimestamp();
        try
        {
            start.Invoke([], []);
        }
        catch (WasiExitException exit) when (exit.ExitCode == 0)
        {
        }

        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        output.Dispose();
        return new RunResult(seconds, SystemOutput.Sum(program));
    }

    public void Dispose()
    {
        foreach (var module in _modules.Values)
            module.Dispose();
        _engine.Dispose();
    }

    /// <summary>All bounds are checked explicitly, which is what there is.</summary>
    private WasmModule Load(string path)
    {
        if (!_modules.TryGetValue(path, out var module))
            _modules.Add(path, module = WasmModule.Load(_engine, path));
        return module;
    }

    private Instance Instantiate(Store store, WasmModule module)
    {
        var linker = new Linker(store);
        var declarations = module.Declarations;
        foreach (var import in declarations.Imports)
            linker.Define(import.Module, import.Name, new HostFunction(declarations.Types[import.TypeIndex], Body(import.Name)));
        return linker.Instantiate(module);
    }

    private HostFunctionBody Body(string name) => (ref HostCall call) =>
    {
        var memory = call.Memory!;
        var parameters = call.Type.Parameters;
        int Argument(HostCall call, int i) => i < parameters.Length && parameters[i] == ValueKind.I32 ? call.GetI32(i) : 0;
        var error = _host.Call(
            name, memory.GetSpan(0, (int)memory.Length), Argument(call, 0), Argument(call, 1), Argument(call, 2), Argument(call, 3));
        if (!call.Type.Results.IsEmpty)
            call.SetI32(0, error);
    };
}
