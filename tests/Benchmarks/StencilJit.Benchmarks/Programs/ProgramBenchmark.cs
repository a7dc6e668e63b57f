using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Programs;

/// <summary>How long programs run, on every engine.</summary>
internal sealed class ProgramBenchmark(EngineList engines) : IBenchmark
{
    private const int MostRuns = 2000;
    private const int MostLongRounds = 3;

    // These only ask their host for things, or print: there is nothing of the engines to compare.
    private static readonly string[] s_withoutWork = ["environment", "hello"];

    // Liftoff calls out of its code for every rotate, and is several times slower than any other compiler.
    private static readonly string[] s_withRotates = ["sha256", "siphash", "xxhash"];

    public string Name => "programs";

    public Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        var samples = Samples().Where(program => options.Selects(Name, program.Name)).ToList();
        using var yosys = options.IsQuick || !options.Selects(Name, YosysRun.Name) ? null : YosysRun.Create();
        if (samples.Count == 0 && yosys is null)
            return Task.FromResult<IReadOnlyList<ReportTable>>([]);

        var tables = new ProgramTables(engines);
        foreach (var program in samples)
        {
            if (Calibrate(program, options.Duration) is { } runs)
                Measure(tables, program.Name, runs, options.Rounds, engine => engine.Run(program, runs));
            else
                tables.AddNote($"{program.Name} did not run on {engines.Own.Choice.Name}.");
        }

        if (yosys is not null)
            Measure(tables, yosys.Program.Name, 1, Math.Min(options.Rounds, MostLongRounds), engine => engine.Run(yosys.Program));
        return Task.FromResult(tables.Finish());
    }

    private static IEnumerable<SampleProgram> Samples() =>
        Repository.Samples()
            .Select(path => (Path: path, Name: Path.GetFileNameWithoutExtension(path)))
            .Where(sample => !s_withoutWork.Contains(sample.Name))
            .Select(sample => new SampleProgram(sample.Name, sample.Path, SampleInputs.For(sample.Name)));

    /// <summary>How many runs take long enough on this repository's engine; all engines do as many.</summary>
    private int? Calibrate(SampleProgram program, double duration)
    {
        try
        {
            // The first run is not like the others: .NET compiles the functions that the program imports.
            engines.Own.Run(program, 1);
            for (var runs = 1; ; runs *= 4)
            {
                var seconds = engines.Own.Run(program, runs).Seconds;
                if (seconds > duration / 8 || runs >= MostRuns)
                    return Math.Clamp((int)(runs * duration / seconds), 1, MostRuns);
            }
        }
        catch (EngineException problem)
        {
            Progress.Tell($"  {problem.Message}");
            return null;
        }
    }

    private void Measure(ProgramTables tables, string program, int runs, int rounds, Func<EngineProcess, RunResult> run)
    {
        uint? expected = null;

        // Compiles the module before anything is measured.
        double First(EngineProcess engine)
        {
            var sum = run(engine).Checksum;
            expected ??= sum;
            return sum == expected ? 0 : throw Different(engine);
        }

        double Again(EngineProcess engine)
        {
            var result = run(engine);
            return result.Checksum == expected ? result.Seconds / runs : throw Different(engine);
        }

        EngineException Different(EngineProcess engine) =>
            new("different", $"{program} writes something else on {engine.Choice.Name} than on {engines.Own.Choice.Name}");

        var able = Attempt.Measure(1, engines.All, First);
        var times = Attempt.Measure(rounds, [.. engines.All.Select((engine, i) => able[i].Problem is null ? engine : null)], Again);
        var all = times.Select((time, i) => able[i].Problem is null ? time : able[i]).ToList();
        tables.Add(program, runs, s_withRotates.Contains(program), all);
    }
}
