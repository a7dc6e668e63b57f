using System.Diagnostics;
using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Publishing;
using StencilJit.Benchmarks.Reports;
using StencilJit.Peers.Tests.Processes;

namespace StencilJit.Benchmarks.Starting;

/// <summary>How long it takes until there is a first result: in a process that has run a while, and in a new one.</summary>
internal sealed class StartBenchmark(EngineList engines, PublishedPrograms published) : IBenchmark
{
    private const int CallsPerRound = 200;
    private const double MillisecondsPerSecond = 1000;
    private const string Program = "hello";

    // What a program needs for a WASI program in Node.
    private const string NodeScript =
        "const { WASI } = require('node:wasi'); const wasi = new WASI({ version: 'preview1', args: ['hello'], env: {} });"
        + "wasi.start(new WebAssembly.Instance(new WebAssembly.Module(require('node:fs').readFileSync(process.argv[1])), wasi.getImportObject()));";

    public string Name => "startup";

    public async Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options) =>
        options.Selects(Name) ? [FirstCalls(options), await ProcessesAsync(options)] : [];

    private ReportTable FirstCalls(BenchmarkOptions options)
    {
        EngineProcess?[] all = [engines.Own, engines.OwnAhead, engines.Liftoff, engines.TurboFan, engines.Winch, engines.Cranelift];
        var table = new ReportTable("first-call", "First call of a small module, in a process that has run a while", ["engine", "ms", "StencilJit over it"]);
        foreach (var engine in all)
            WarmUp(engine, options.WarmUp);
        var times = Attempt.Measure(options.Rounds, all, engine => engine.CallFirst(SmallModule.Bytes, CallsPerRound) / CallsPerRound);
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] is { } engine)
                table.Add(engine.Choice.Name, times[i].ToCell(times[i].Figures?.Select(seconds => seconds * MillisecondsPerSecond), "N4", hasSpread: true), times[i].ToCell(times[0].Over(times[i]), "N2", hasSpread: true));
        }

        table.AddNote($"From {SmallModule.Bytes.Length} bytes to the result of the function in them: decoded, validated, compiled, instantiated, called.");
        return table;
    }

    private static void WarmUp(EngineProcess? engine, double seconds)
    {
        try
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds;)
                engine?.CallFirst(SmallModule.Bytes, CallsPerRound);
        }
        catch (EngineException problem)
        {
            Progress.Tell($"  {problem.Message}");
        }
    }

    private async Task<ReportTable> ProcessesAsync(BenchmarkOptions options)
    {
        var table = new ReportTable("processes", $"From the start of a process to its end, for the program \"{Program}\"", ["command", "ms", "first over it"]);
        var sample = Repository.Sample(Program);
        var commands = new List<(string Name, string File, string[] Arguments)>();
        if (published.Command is { } command)
            commands.Add(("stenciljit-wasm, NativeAOT", command, ["run", sample]));
        if (published.ReadyCommand is { } ready)
            commands.Add(("stenciljit-wasm, ReadyToRun", ready, ["run", sample]));
        if (ProcessRunner.Find(NodeFlags.Program) is { } node)
        {
            commands.Add(("node, as it comes", node, ["--no-warnings", "--eval", NodeScript, sample]));
            commands.Add(("node, Liftoff alone", node, [.. NodeFlags.Common, NodeFlags.Liftoff, "--eval", NodeScript, sample]));
        }

        if (ProcessRunner.Find("wasmtime") is { } wasmtime)
            commands.Add(("wasmtime", wasmtime, ["run", sample]));
        if (ProcessRunner.Find("echo") is { } echo)
            commands.Add(("echo, for what starting anything takes", echo, [Program]));
        if (published.Problem is not null)
            table.AddNote(published.Problem);
        var times = commands.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < options.Processes; round++)
        {
            for (var i = 0; i < commands.Count; i++)
            {
                var (name, file, arguments) = commands[i];
                var (pinnedFile, pinned) = Pinning.Command(file, arguments);
                var start = Stopwatch.GetTimestamp();
                var result = await ProcessRunner.RunAsync(pinnedFile, pinned);
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (result.ExitCode != 0 || result.Output.Length == 0)
                    throw new InvalidOperationException($"{name} ended with {result.ExitCode}: {result.Errors}");

                // The first one reads the programs from the disk.
                if (round >= 0)
                    times[i].Add(seconds * MillisecondsPerSecond);
            }
        }

        var figures = Array.ConvertAll(times, time => new Measurement(time));
        for (var i = 0; i < commands.Count; i++)
            table.Add(commands[i].Name, Cell.Spread(figures[i], "N1"), Cell.Spread(figures[0].Over(figures[i]), "N3"));
        table.AddNote($"Whole processes in turn, {options.Processes} rounds, with what it takes to start one here.");
        return table;
    }
}
