using StencilJit.Benchmarks.Compilation;
using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Functions;
using StencilJit.Benchmarks.Instructions;
using StencilJit.Benchmarks.Operations;
using StencilJit.Benchmarks.Programs;
using StencilJit.Benchmarks.Publishing;
using StencilJit.Benchmarks.Reports;
using StencilJit.Benchmarks.Starting;
using StencilJit.Benchmarks.Stencils;

namespace StencilJit.Benchmarks;

/// <summary>A run of all benchmarks that the options select. Each table is printed when it is complete.</summary>
internal static class BenchmarkRun
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        var published = await PublishedPrograms.CreateAsync(options);
        using var engines = new EngineList(published);

        // What runs in this process comes last: were it to end here, all the rest would be printed.
        IBenchmark[] benchmarks =
        [
            new ProgramBenchmark(engines), new CompileBenchmark(engines), new LargeModuleBenchmark(engines), new VariantBenchmark(engines, CompilationVariant.Threads),
            new VariantBenchmark(engines, CompilationVariant.Lazy), new CodeSizeBenchmark(engines),
            new StartBenchmark(engines, published), new InstructionBenchmark(), new StencilBuildBenchmark(), new BuildBenchmark(), new StitchBenchmark(), new FunctionBenchmark(), new OperationBenchmark(),
        ];
        var report = new Report(Machine.Describe(), DateOnly.FromDateTime(DateTime.Now), options.Rounds, options.IsQuick, engines.Notes, []);
        var failed = false;
        foreach (var benchmark in benchmarks)
        {
            try
            {
                foreach (var table in await benchmark.RunAsync(options))
                    report = Print(report, table, options);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                failed = true;
                await Console.Error.WriteLineAsync($"{benchmark.Name} failed, the others go on: {error}");
            }
        }

        if (failed)
            return 1;
        if (report.Tables.Count > 0)
            return 0;
        await Console.Error.WriteLineAsync($"Nothing has \"{options.Only}\" in its name. Names: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}, those of targets and of sample programs.");
        return 2;
    }

    private static Report Print(Report report, ReportTable table, BenchmarkOptions options)
    {
        if (report.Tables.Count == 0)
        {
            if (options.IsMarkdown)
                MarkdownReport.Begin(report.Heading, report.Engines, Console.Out);
            else
                ConsoleReport.Begin(report.Heading, report.Engines);
        }

        if (options.IsMarkdown)
            MarkdownReport.Write(table, Console.Out);
        else
            ConsoleReport.Print(table);
        report = report with { Tables = [.. report.Tables, table] };
        if (options.JsonFile is not null)
            JsonReport.Write(report, options.JsonFile);
        return report;
    }
}
