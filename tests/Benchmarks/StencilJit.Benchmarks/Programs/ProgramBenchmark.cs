using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Programs;

/// <summary>How long programs run, on every engine.</summary>
internal sealed class ProgramBenchmark(EngineList engines) : IBenchmark
{
    private const int MostRuns = 2000;
    private const double MillisecondsPerSecond = 1000;

    public string Name => "programs";

    public Task<ReportTable?> RunAsync(BenchmarkOptions options)
    {
        var samples = Samples().Where(program => options.Selects(Name, program.Name)).ToList();
        var yosys = options.IsQuick || !options.Selects(Name, YosysRun.Name) ? null : YosysRun.Create();
        if (samples.Count == 0 && yosys is null)
            return Task.FromResult<ReportTable?>(null);

        var peers = engines.Engines.Skip(1).Select(engine => engine.Name);
        var table = new ReportTable(
            Name, "Run time of programs, and that of other engines over it (above 1: slower than StencilJit)", ["program", "runs", "StencilJit, ms", .. peers]);
        var ratios = new List<Measurement[]>();
        foreach (var program in samples)
        {
            Progress.Tell($"{Name}: {program.Name}");
            var runs = Calibrate(program, options.Duration);
            ratios.Add(Add(table, program.Name, runs, options.Rounds, engine => engine.Run(program, runs)));
        }

        if (yosys is not null)
        {
            Progress.Tell($"{Name}: {yosys.Program.Name}");
            ratios.Add(Add(table, yosys.Program.Name, 1, options.Rounds, engine => engine.Run(yosys.Program)));
            yosys.Dispose();
        }

        if (ratios.Count > 1)
            AddMean(table, ratios);
        table.AddNote("The time within _start, in new instances of a module that is compiled already; instances are not part of it. All engines gave the same output.");
        return Task.FromResult<ReportTable?>(table);
    }

    /// <summary>All samples but the one that only asks its host for arguments and files.</summary>
    private static IEnumerable<SampleProgram> Samples() =>
        Repository.Samples()
            .Select(path => (Path: path, Name: Path.GetFileNameWithoutExtension(path)))
            .Where(sample => sample.Name != "environment")
            .Select(sample => new SampleProgram(sample.Name, sample.Path, SampleInputs.For(sample.Name)));

    /// <summary>How many runs take long enough on this repository's engine; all engines do as many.</summary>
    private int Calibrate(SampleProgram program, double duration)
    {
        // The first run is not like the others: .NET compiles the functions that the program imports.
        engines.Engines[0].Run(program, 1);
        for (var runs = 1; ; runs *= 4)
        {
            var seconds = engines.Engines[0].Run(program, runs).Seconds;
            if (seconds > duration / 8 || runs >= MostRuns)
                return Math.Clamp((int)(runs * duration / seconds), 1, MostRuns);
        }
    }

    private Measurement[] Add(ReportTable table, string program, int runs, int rounds, Func<IWasmEngine, RunResult> run)
    {
        // Compiles the module, and tells whether the engines agree.
        var expected = run(engines.Engines[0]).Checksum;
        foreach (var engine in engines.Engines.Skip(1))
        {
            if (run(engine).Checksum != expected)
                throw new InvalidOperationException($"{program} writes something else on {engine.Name} than on {engines.Engines[0].Name}: no times are worth comparing.");
        }

        var times = Interleaved.Measure(rounds, engine => run(engine).Seconds / runs, engines.Engines);
        var ratios = times.Skip(1).Select(time => time.Over(times[0])).ToArray();
        table.Add([
            program,
            Cell.Number(runs),
            Cell.Spread(times[0].Select(seconds => seconds * MillisecondsPerSecond), "N3"),
            .. ratios.Select(ratio => Cell.Spread(ratio, "N2")),
        ]);
        return ratios;
    }

    private static void AddMean(ReportTable table, List<Measurement[]> ratios)
    {
        var means = Enumerable.Range(0, ratios[0].Length)
            .Select(engine => Cell.Number(Measurement.GeometricMean(ratios.Select(ratio => ratio[engine].Median)), "N2"));
        table.Add(["geometric mean", Cell.None, Cell.None, .. means]);
    }
}
