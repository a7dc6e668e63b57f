using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;
using StencilJit.Compiler.Locks;
using StencilJit.Compiler.Targets;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>From C sources to a set of stencils: what a build waits for when a source has changed.</summary>
internal sealed class StencilBuildBenchmark : IBenchmark
{
    /// <summary>The command that measures in a new process.</summary>
    public const string Command = "measure-first-stencils";

    public string Name => "stencils";

    public async Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        var targets = TargetDescription.All.Select(target => target.Rid).Where(rid => options.Selects(Name, rid)).ToList();
        if (targets.Count == 0)
            return [];
        var table = new ReportTable(
            Name,
            "Build time of the WebAssembly stencils, per target",
            ["target", "stencils", "register choices", "code bytes", "bytes/stencil", "first, s", "first, CPU s", "again, s", "again, CPU s"]);
        foreach (var target in targets)
            await MeasureAsync(table, target, options.IsQuick ? 1 : options.Rounds);
        table.AddNote(
            "From C through clang and LLVM to checked stencils. First: in a new process, as a build has it; again: the second time in the same process. CPU seconds include clang.");
        return [table];
    }

    private static async Task MeasureAsync(ReportTable table, string target, int rounds)
    {
        var times = new List<FirstTimes>();
        for (var round = 0; round < rounds; round++)
        {
            var (result, problem) = await FreshProcess.MeasureAsync(Command, target);
            if (result is null)
            {
                table.AddNote($"{target} was not measured: {problem}");
                return;
            }

            times.Add(result);
        }

        var set = LockStore.Read(Repository.WasmLock(target))!;
        var bytes = set.Stencils.Sum(stencil => (double)stencil.Code.Length);
        table.Add(
            target,
            Cell.Number(set.Stencils.Count),
            Cell.Number(set.Stencils.Sum(stencil => (double)stencil.Combinations)),
            Cell.Number(bytes),
            Cell.Number(bytes / set.Stencils.Count, "N1"),
            Cell.Spread(new Measurement(times.Select(time => time.First.Wall)), "N2"),
            Processor(times.Select(time => time.First)),
            Cell.Spread(new Measurement(times.Select(time => time.Second.Wall)), "N2"),
            Processor(times.Select(time => time.Second)));
    }

    private static Cell Processor(IEnumerable<TimesUsed> times) =>
        times.All(time => time.Processor is not null)
            ? Cell.Spread(new Measurement(times.Select(time => time.Processor!.Value)), "N2")
            : Cell.None;
}
