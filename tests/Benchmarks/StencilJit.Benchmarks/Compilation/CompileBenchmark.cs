using System.Diagnostics;
using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;
using StencilJit.Wasm;

namespace StencilJit.Benchmarks.Compilation;

/// <summary>How fast modules become machine code, on every engine.</summary>
internal sealed class CompileBenchmark(EngineList engines) : IBenchmark
{
    /// <summary>The command that measures in a new process.</summary>
    public const string Command = "measure-first-compilation";

    private const int MostCompilations = 10_000;
    private const long LargeSection = 1 << 20;
    private const double BytesPerMegabyte = 1e6;
    private const double MillisecondsPerSecond = 1000;
    private const string WarmUpSample = "numbers";

    public string Name => "compile";

    private IWasmEngine Own => engines.Engines[0];

    public async Task<ReportTable?> RunAsync(BenchmarkOptions options)
    {
        var modules = Modules(options).ToList();
        if (modules.Count == 0)
            return null;
        var peers = engines.Engines.Skip(1).Select(engine => $"{engine.Name}, MB/s");
        var table = new ReportTable(
            Name,
            "Rate of compilation, in MB of a module's code section per second",
            ["module", "code section", "machine code", "bytes/byte", "first, ms", "StencilJit, MB/s", .. peers]);
        WarmUp(options.WarmUp);
        var rates = new List<Measurement[]>();
        foreach (var module in modules)
        {
            Progress.Tell($"{Name}: {Path.GetFileNameWithoutExtension(module)}");
            rates.Add(await AddAsync(table, module, options));
        }

        if (rates.Count > 1)
            AddMean(table, rates);
        table.AddNote("Decoding and validation included, one thread, all functions at once. First: the first module in a new process, while .NET still compiles the engine itself; the rates are those after many. The other engines compile modules of more than 1 MB once.");
        return table;
    }

    /// <summary>Compiles a module as a new process does, for the command.</summary>
    public static Task<int> MeasureFirstAsync(string module)
    {
        var bytes = File.ReadAllBytes(module);
        return FreshProcess.PrintAsync(() =>
        {
            using var engine = new Engine();
            WasmModule.Compile(engine, bytes).Dispose();
            return Task.CompletedTask;
        });
    }

    private IEnumerable<string> Modules(BenchmarkOptions options)
    {
        var large = options.IsQuick ? null : Repository.Yosys();
        return Repository.Samples().Concat(large is null ? [] : [large])
            .Where(path => options.Selects(Name, Path.GetFileNameWithoutExtension(path)));
    }

    private void WarmUp(double seconds)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
            Own.Compile(Repository.Sample(WarmUpSample), 10);
    }

    private async Task<Measurement[]> AddAsync(ReportTable table, string path, BenchmarkOptions options)
    {
        var declarations = Module.Decode(await File.ReadAllBytesAsync(path));
        var section = declarations.Bodies.Sum(body => (long)body.Length);
        var (first, problem) = await FreshProcess.MeasureAsync(Command, path);
        if (first is null)
            throw new InvalidOperationException($"{path} was not compiled in a new process: {problem}");

        var count = Calibrate(path, options.Duration / 4);
        var rates = Measure(path, count, section > LargeSection, options.Rounds)
            .Select(times => times.Select(seconds => section / seconds / BytesPerMegabyte))
            .ToArray();
        table.Add([
            Path.GetFileNameWithoutExtension(path),
            Cell.Number(section),
            Cell.Number(MachineCode(path)),
            Cell.Number((double)MachineCode(path) / section, "N2"),
            Cell.Number(first.First.Wall * MillisecondsPerSecond, "N1"),
            Cell.Spread(rates[0], "N1"),
            .. rates.Skip(1).Select(rate => Cell.Median(rate, "N2")),
        ]);
        return rates;
    }

    /// <summary>An optimizing compiler takes minutes for a large module: its peers compile it once only.</summary>
    private Measurement[] Measure(string path, int count, bool isLarge, int rounds)
    {
        double Seconds(IWasmEngine engine) => engine.Compile(path, count) / count;
        return isLarge
            ? [.. Interleaved.Measure(rounds, Seconds, [Own]), .. Interleaved.Measure(1, Seconds, [.. engines.Engines.Skip(1)])]
            : Interleaved.Measure(rounds, Seconds, engines.Engines);
    }

    private static int MachineCode(string path)
    {
        using var engine = new Engine();
        using var module = WasmModule.Load(engine, path);
        return module.CodeSize;
    }

    /// <summary>How many compilations take long enough on this repository's engine; all engines do as many.</summary>
    private int Calibrate(string module, double duration)
    {
        var seconds = Own.Compile(module, 2) / 2;
        return Math.Clamp((int)(duration / seconds), 1, MostCompilations);
    }

    private static void AddMean(ReportTable table, List<Measurement[]> rates)
    {
        var means = Enumerable.Range(0, rates[0].Length)
            .Select(engine => Cell.Number(Measurement.GeometricMean(rates.Select(rate => rate[engine].Median)), "N2"));
        table.Add(["geometric mean", Cell.None, Cell.None, Cell.None, Cell.None, .. means]);
    }
}
