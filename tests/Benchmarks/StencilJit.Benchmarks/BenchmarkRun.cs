using StencilJit.Benchmarks.Compilation;
using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Operations;
using StencilJit.Benchmarks.Programs;
using StencilJit.Benchmarks.Reports;
using StencilJit.Benchmarks.Stencils;

namespace StencilJit.Benchmarks;

/// <summary>A run of all benchmarks that the options select.</summary>
internal static class BenchmarkRun
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        using var engines = new EngineList();
        IBenchmark[] benchmarks = [new StencilBuildBenchmark(), new StitchBenchmark(), new OperationBenchmark(), new CompileBenchmark(engines), new ProgramBenchmark(engines)];
        var tables = new List<ReportTable>();
        foreach (var benchmark in benchmarks)
        {
            Progress.Tell(benchmark.Name);
            if (await benchmark.RunAsync(options) is { } table)
                tables.Add(table);
        }

        if (tables.Count == 0)
        {
            await Console.Error.WriteLineAsync($"Nothing has \"{options.Only}\" in its name. Names: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}, those of targets and of sample programs.");
            return 2;
        }

        var report = new Report(Machine.Describe(), DateOnly.FromDateTime(DateTime.Now), options.Rounds, options.IsQuick, engines.Notes, tables);
        if (options.JsonFile is not null)
            JsonReport.Write(report, options.JsonFile);
        if (options.IsMarkdown)
            MarkdownReport.Write(report, Console.Out);
        else
            ConsoleReport.Print(report);
        return 0;
    }
}
