using System.Diagnostics;
using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Publishing;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Starting;

/// <summary>How long it takes until there is a first result: in a process that has run a while, and in a new one.</summary>
internal sealed class StartBenchmark(EngineList engines, PublishedPrograms published) : IBenchmark
{
    private const int CallsPerRound = 200;
    private const double MillisecondsPerSecond = 1000;

    public string Name => "startup";

    public async Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        if (!options.Selects(Name))
            return [];
        var small = new StartedProgram("hello", Repository.Sample("hello"), []);
        List<ReportTable> tables = [FirstCalls(options), await WholeProcesses.MeasureAsync("processes", small, published, options)];
        if (Repository.Yosys() is { } yosys)
            tables.Add(await WholeProcesses.MeasureAsync("large-processes", new StartedProgram("yosys", yosys, ["-V"]), published, options));
        return tables;
    }

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
}
