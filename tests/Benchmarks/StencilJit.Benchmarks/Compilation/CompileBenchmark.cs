using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;
using StencilJit.Wasm;

namespace StencilJit.Benchmarks.Compilation;

/// <summary>How fast the sample programs become machine code, and how much of it.</summary>
internal sealed class CompileBenchmark(EngineList engines) : IBenchmark
{
    private const int MostCompilations = 10_000;
    private const double BytesPerMegabyte = 1e6;
    private const string WarmUpSample = "numbers";

    public string Name => "compile";

    public Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        var modules = Repository.Samples().Where(path => options.Selects(Name, Path.GetFileNameWithoutExtension(path))).ToList();
        if (modules.Count == 0)
            return Task.FromResult<IReadOnlyList<ReportTable>>([]);
        EngineProcess?[] all = [engines.Own, engines.OwnAhead, engines.Liftoff, engines.TurboFan, engines.Winch, engines.Cranelift];
        var table = new ReportTable(
            Name,
            "Small modules: rate of compilation, in MB of the code section per second",
            ["module", "code section", "StencilJit", "StencilJit AOT", "Liftoff", "TurboFan", "Winch", "Cranelift", "StencilJit over Liftoff"]);
        var warm = System.Diagnostics.Stopwatch.StartNew();
        while (warm.Elapsed.TotalSeconds < options.WarmUp && TryCompile(engines.Own, Repository.Sample(WarmUpSample), 10) is not null)
        {
        }

        var ratios = new List<double>();
        foreach (var module in modules)
        {
            var section = Section(module);
            var counts = all.Select(engine => engine is null ? 1 : Calibrate(engine, module, options.Duration / 4)).ToList();
            var rates = Attempt.Measure(options.Rounds, all, engine =>
            {
                var count = counts[Array.IndexOf(all, engine)];
                return section / (engine.Compile(module, count) / count) / BytesPerMegabyte;
            });
            var ratio = rates[0].Over(rates[2]);
            if (ratio is not null)
                ratios.Add(ratio.Median);
            table.Add([
                Path.GetFileNameWithoutExtension(module),
                Cell.Number(section),
                rates[0].ToCell(rates[0].Figures, "N1", hasSpread: true),
                .. rates.Skip(1).Select(rate => rate.ToCell(rate.Figures, "N2")),
                rates[2].ToCell(ratio, "N2", hasSpread: true),
            ]);
        }

        if (ratios.Count > 1)
            table.Add(["geometric mean", Cell.None, Cell.None, Cell.None, Cell.None, Cell.None, Cell.None, Cell.None, Cell.Number(Measurement.GeometricMean(ratios), "N2")]);
        table.AddNote("Decoding and validation included, one thread, all functions at once, in a process that has compiled a while.");
        return Task.FromResult<IReadOnlyList<ReportTable>>([table]);
    }

    /// <summary>The bytes of all function bodies.</summary>
    public static long Section(string module) => Module.Decode(File.ReadAllBytes(module)).Bodies.Sum(body => (long)body.Length);

    private static double? TryCompile(EngineProcess engine, string module, int count)
    {
        try
        {
            return engine.Compile(module, count);
        }
        catch (EngineException)
        {
            return null;
        }
    }

    /// <summary>How many compilations take long enough.</summary>
    private static int Calibrate(EngineProcess engine, string module, double duration) =>
        TryCompile(engine, module, 1) is null || TryCompile(engine, module, 2) is not { } seconds
            ? 1
            : Math.Clamp((int)(duration / (seconds / 2)), 1, MostCompilations);
}
