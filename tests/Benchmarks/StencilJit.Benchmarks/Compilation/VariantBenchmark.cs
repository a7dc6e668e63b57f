using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Compilation;

/// <summary>Large modules compiled as usual and in another way, here and by Liftoff, each time in a new process.</summary>
/// <param name="engines">The engines as usual: all functions at once, by one thread.</param>
/// <param name="variant">The other way.</param>
internal sealed class VariantBenchmark(EngineList engines, CompilationVariant variant) : IBenchmark
{
    private const double BytesPerMegabyte = 1e6;

    public string Name => variant.Name;

    public async Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        var modules = LargeModule.All.Where(module => options.Selects(Name, module.Name)).ToList();
        if (modules.Count == 0 || (options.IsQuick && options.Only is null) || engines.OwnAhead is not { } own)
            return [];
        using var ownVariant = new EngineProcess(variant.OfOwn(own.Choice));
        using var liftoffVariant = engines.Liftoff is { } liftoff ? new EngineProcess(variant.OfNode(liftoff.Choice)) : null;
        EngineProcess?[] all = [own, ownVariant, engines.Liftoff, liftoffVariant];
        string[] names = ["StencilJit AOT", variant.Name, "Liftoff", variant.Name];
        var times = new ReportTable(
            $"{Name}-time",
            $"Large modules, {variant.Title}: seconds until they can be called in a new process",
            ["module", .. names, $"{variant.Name} over usual", "Liftoff's", $"{variant.Name} over Liftoff", "over Liftoff's"]);
        var memory = new ReportTable($"{Name}-memory", "Peak memory of that process, in MB", ["module", .. names, $"{variant.Name} over Liftoff", "over Liftoff's"]);
        foreach (var module in modules)
        {
            var (path, problem) = await module.FetchAsync();
            if (path is null)
            {
                times.AddNote($"{module.Name} is left out: {problem}");
                continue;
            }

            var peaks = all.Select(_ => new List<double>()).ToArray();
            var seconds = Attempt.Measure(LargeModule.RoundsFor(CompileBenchmark.Section(path), options), all, engine =>
            {
                using var fresh = new EngineProcess(engine.Choice);
                var time = fresh.Compile(path, 1);
                peaks[Array.IndexOf(all, engine)].Add((fresh.PeakMemory ?? double.NaN) / BytesPerMegabyte);
                return time;
            });
            var megabytes = seconds.Select((time, i) => time.Figures is null ? time : new Attempt(new Measurement(peaks[i]), null)).ToArray();
            times.Add(
            [
                module.Name,
                .. seconds.Select(time => time.ToCell(time.Figures, "N3")),
                seconds[1].ToRatio(seconds[0]), seconds[3].ToRatio(seconds[2]), seconds[1].ToRatio(seconds[2]), seconds[1].ToRatio(seconds[3]),
            ]);
            memory.Add([module.Name, .. megabytes.Select(peak => peak.ToCell(peak.Figures, "N0")), megabytes[1].ToRatio(megabytes[2]), megabytes[1].ToRatio(megabytes[3])]);
        }

        times.AddNote(variant.Note);
        return [times, memory];
    }
}
