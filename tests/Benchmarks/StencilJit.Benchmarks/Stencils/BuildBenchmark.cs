using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;
using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Targets;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>What a build of stencils costs beside one process of clang for each micro-op, as CPython's generator does it.</summary>
internal sealed class BuildBenchmark : IBenchmark
{
    public string Name => "op-builds";

    public async Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        var targets = TargetDescription.All.Where(target => options.Selects(Name, target.Rid)).ToList();
        if (targets.Count == 0)
            return [];
        var table = new ReportTable(
            Name,
            "CPU seconds for the WebAssembly stencils, in one process and in one a micro-op",
            ["target", "micro-ops", "stencils", "set", "set, process an op", "ratio", "edited op", "edited op, its process"]);
        if (ClangLocator.Find() is not { } clang)
        {
            table.AddNote("No clang and libLLVM from 19 on: run build/install-tools.sh.");
            return [table];
        }

        foreach (var target in targets)
            await MeasureAsync(table, target, clang, options.IsQuick ? 1 : Math.Min(options.Rounds, MostRounds));
        table.AddNote(
            "Set: this compiler in a new process, from C to checked stencils, clang included. Process an op: clang -O3 for each micro-op, from C to an object that nobody reads; CPython's generator starts another program to read it. "
            + "Edited op: what a session spends after i32_add was saved, clang on all sources included. In turn, round by round; medians of CPU seconds.");
        return [table];
    }

    // A round of one target takes half a minute.
    private const int MostRounds = 3;

    private static async Task MeasureAsync(ReportTable table, TargetDescription target, ClangTool clang, int rounds)
    {
        var baseline = new ProcessPerOp(clang, target);
        var figures = new List<(double Set, double Processes, double Edited, double Process)>();
        for (var round = 0; round < rounds; round++)
        {
            // Each begins as often as the other.
            var processes = round % 2 == 0 ? baseline.CompileAll() : 0;
            var (set, problem) = await FreshProcess.MeasureAsync(StencilBuildBenchmark.Command, target.Rid);
            var (edited, otherProblem) = await FreshProcess.MeasureAsync(EditedOp.Command, target.Rid);
            if (set?.First.Processor is not { } ours || edited?.Second.Processor is not { } one)
            {
                table.AddNote($"{target.Rid} was not measured: {problem ?? otherProblem ?? "the system does not tell CPU seconds"}");
                return;
            }

            figures.Add((ours, round % 2 == 0 ? processes : baseline.CompileAll(), one, baseline.Compile(EditedOp.Name)));
        }

        var all = new Measurement(figures.Select(figure => figure.Processes));
        var whole = new Measurement(figures.Select(figure => figure.Set));
        table.Add(
            target.Rid,
            Cell.Number(baseline.OpCount),
            Cell.Number(baseline.StencilCount),
            Cell.Spread(whole, "N2"),
            Cell.Spread(all, "N2"),
            Cell.Median(all.Over(whole), "N1"),
            Cell.Spread(new Measurement(figures.Select(figure => figure.Edited)), "N2"),
            Cell.Spread(new Measurement(figures.Select(figure => figure.Process)), "N2"));
    }
}
