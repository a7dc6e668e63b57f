using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Compilation;

/// <summary>Large modules, each compiled in a new process: the time until it can be called, the memory, and the rate of a second time.</summary>
internal sealed class LargeModuleBenchmark(EngineList engines) : IBenchmark
{
    private const double BytesPerMegabyte = 1e6;

    public string Name => "large";

    public async Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        var modules = LargeModule.All.Where(module => options.Selects(Name, module.Name)).ToList();
        if (modules.Count == 0 || (options.IsQuick && options.Only is null))
            return [];
        EngineProcess?[] all = [engines.Own, engines.OwnAhead, engines.Liftoff, engines.Winch, engines.TurboFan, engines.Cranelift];
        string[] names = ["StencilJit", "StencilJit AOT", "Liftoff", "Winch", "TurboFan", "Cranelift"];
        var times = new ReportTable("large-time", "Large modules: seconds until a new process has compiled them", ["module", "code section", .. names, "AOT over Liftoff"]);
        var memory = new ReportTable("large-memory", "Large modules: peak memory of that process, in MB", ["module", .. names, "AOT over Liftoff"]);
        var rates = new ReportTable("large-rate", "Large modules: rate of compiling them once more, in MB of the code section per second", ["module", .. names, "StencilJit over Liftoff", "AOT over Liftoff"]);
        var gains = new List<double>[] { [], [] };
        foreach (var module in modules)
        {
            var (path, problem) = await module.FetchAsync();
            if (path is null)
            {
                times.AddNote($"{module.Name} is left out: {problem}");
                continue;
            }

            var section = CompileBenchmark.Section(path);
            var results = Measure(all, path, section, LargeModule.RoundsFor(section, options));
            times.Add([module.Name, Cell.Number(section), .. Cells(results, result => result.First, "N2"), results[1].First.ToRatio(results[2].First)]);
            memory.Add([module.Name, .. Cells(results, result => result.Memory, "N0"), results[1].Memory.ToRatio(results[2].Memory)]);
            rates.Add([module.Name, .. Cells(results, result => result.Rate, "N1"), results[0].Rate.ToRatio(results[2].Rate), results[1].Rate.ToRatio(results[2].Rate)]);
            for (var i = 0; i < gains.Length; i++)
            {
                if (results[i].Rate.Over(results[2].Rate) is { } gain)
                    gains[i].Add(gain.Median);
            }
        }

        if (gains.All(gain => gain.Count > 1))
            rates.Add(["geometric mean", .. Enumerable.Repeat(Cell.None, all.Length), .. gains.Select(gain => Cell.Number(Measurement.GeometricMean(gain), "N2"))]);
        times.AddNote("Decoding and validation included, one thread, all functions at once. The first module of a new process; other engines' optimizing compilers, and Winch on modules of more than 20 MB, do it once, and optimizing compilers do not get the latter.");
        memory.AddNote("The most resident memory after the first compilation (VmHWM), the process itself included.");
        return [times, memory, rates];
    }

    private Result[] Measure(EngineProcess?[] all, string path, long section, int rounds)
    {
        var isSlow = (EngineProcess engine) => engine == engines.TurboFan || engine == engines.Cranelift || (engine == engines.Winch && section > LargeModule.VeryLarge);
        var left = all.Select(engine => engine is null || (section > LargeModule.VeryLarge && (engine == engines.TurboFan || engine == engines.Cranelift)) ? null : engine).ToArray();
        var memory = all.Select(_ => new List<double>()).ToArray();
        var rates = all.Select(_ => new List<double>()).ToArray();

        double Once(EngineProcess engine)
        {
            var index = Array.IndexOf(all, engine);
            using var fresh = new EngineProcess(engine.Choice);
            var seconds = fresh.Compile(path, 1);
            memory[index].Add((fresh.PeakMemory ?? double.NaN) / BytesPerMegabyte);
            rates[index].Add(section / (isSlow(engine) ? seconds : fresh.Compile(path, 1)) / BytesPerMegabyte);
            return seconds;
        }

        var fast = Attempt.Measure(rounds, [.. left.Select(engine => engine is null || isSlow(engine) ? null : engine)], Once);
        var slow = Attempt.Measure(1, [.. left.Select(engine => engine is null || !isSlow(engine) ? null : engine)], Once);
        return [.. all.Select((_, i) =>
        {
            var first = fast[i] == Attempt.None ? slow[i] : fast[i];
            Attempt Also(List<double> figures) => first.Figures is null ? first : new Attempt(new Measurement(figures), null);
            return new Result(first, Also(memory[i]), Also(rates[i]));
        })];
    }

    private static IEnumerable<Cell> Cells(Result[] results, Func<Result, Attempt> part, string format) =>
        results.Select(result => part(result).ToCell(part(result).Figures, format));

    private sealed record Result(Attempt First, Attempt Memory, Attempt Rate);
}
