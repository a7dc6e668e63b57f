using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Compilation;

/// <summary>Large modules compiled by one thread and by as many as there are processors, each time in a new process.</summary>
internal sealed class ThreadsBenchmark(EngineList engines) : IBenchmark
{
    public string Name => "threads";

    public async Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        var modules = LargeModule.All.Where(module => options.Selects(Name, module.Name)).ToList();
        if (modules.Count == 0 || (options.IsQuick && options.Only is null) || engines.OwnAhead is not { } own)
            return [];
        using var ownThreads = new EngineProcess(own.Choice with { Arguments = ["threads"], IsPinned = false });
        using var liftoffThreads = engines.Liftoff is { } liftoff
            ? new EngineProcess(liftoff.Choice with { Arguments = [.. liftoff.Choice.Arguments.Where(flag => flag != NodeFlags.OneThread)], IsPinned = false })
            : null;
        EngineProcess?[] all = [own, ownThreads, engines.Liftoff, liftoffThreads];
        var table = new ReportTable(
            Name,
            $"Large modules, one thread and {Environment.ProcessorCount}: seconds until a new process has compiled them",
            ["module", "StencilJit AOT", "with threads", "Liftoff", "with threads", "threads over one", "Liftoff's over one", "threads over Liftoff's", "MB, one", "MB, threads"]);
        foreach (var module in modules)
        {
            var (path, problem) = await module.FetchAsync();
            if (path is null)
            {
                table.AddNote($"{module.Name} is left out: {problem}");
                continue;
            }

            var memory = all.Select(_ => new List<double>()).ToArray();
            var times = Attempt.Measure(LargeModule.RoundsFor(CompileBenchmark.Section(path), options), all, engine =>
            {
                using var fresh = new EngineProcess(engine.Choice);
                var seconds = fresh.Compile(path, 1);
                memory[Array.IndexOf(all, engine)].Add((fresh.PeakMemory ?? double.NaN) / 1e6);
                return seconds;
            });
            table.Add(
            [
                module.Name,
                .. times.Select(time => time.ToCell(time.Figures, "N3")),
                times[1].ToRatio(times[0]), times[3].ToRatio(times[2]), times[1].ToRatio(times[3]),
                .. memory[..2].Select(peaks => Cell.Median(new Measurement(peaks), "N0")),
            ]);
        }

        table.AddNote("Decoding and validation included, all functions at once. Modules with less than 512 KiB of code have one thread here. Not pinned with threads.");
        return [table];
    }
}
