using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Instructions;

/// <summary>How many instructions programs execute on AArch64, stitched and compiled by clang from the same sources.</summary>
internal sealed class InstructionBenchmark : IBenchmark
{
    private const double Million = 1e6;

    // A look at a few; each takes seconds in the emulator.
    private static readonly string[] s_quick = ["collatz", "quicksort", "gemm", "crc32"];

    // These only ask their host for things, or print.
    private static readonly string[] s_withoutWork = ["environment", "hello"];

    public string Name => "instructions";

    public async Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        var samples = Repository.Samples().Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(sample => options.Selects(Name, sample) && (options.IsQuick ? s_quick.Contains(sample) : !s_withoutWork.Contains(sample)))
            .ToList();
        if (samples.Count == 0)
            return [];
        var table = new ReportTable(Name, "Instructions executed on AArch64, in millions", ["program", "StencilJit", "with explicit checks", "clang -O2", "StencilJit over clang", "over explicit checks"]);
        var (machine, problem) = await CountingMachine.CreateAsync();
        if (machine is null)
        {
            table.AddNote($"Nothing was counted: {problem}");
            return [table];
        }

        var ratios = new List<double>();
        var gains = new List<double>();
        foreach (var sample in samples)
        {
            Progress.Tell($"instructions: {sample}");
            var stitched = await machine.CountStitchedAsync(sample, "guard");
            var isChecked = await machine.CountStitchedAsync(sample, "explicit");
            var compiled = await machine.CountCompiledAsync(sample);
            if (stitched.Output != compiled.Output || isChecked.Output != compiled.Output)
                throw new InvalidOperationException($"{sample} does not print the same stitched and compiled.");
            ratios.Add(stitched.Count / (double)compiled.Count);
            gains.Add(stitched.Count / (double)isChecked.Count);
            table.Add(
                sample, Cell.Number(stitched.Count / Million, "N2"), Cell.Number(isChecked.Count / Million, "N2"), Cell.Number(compiled.Count / Million, "N2"),
                Cell.Number(ratios[^1], "N2"), Cell.Number(gains[^1], "N2"));
        }

        if (ratios.Count > 1)
            table.Add("geometric mean", Cell.None, Cell.None, Cell.None, Cell.Number(Measurement.GeometricMean(ratios), "N2"), Cell.Number(Measurement.GeometricMean(gains), "N2"));
        table.AddNote($"Counted by {machine.Emulator} with a plugin. StencilJit: those of stitched code, without what .NET does, with guard pages and with explicit bounds checks. clang: those of the whole program, built by {machine.Clang} for AArch64 and linked statically; it has no bounds checks.");
        return [table];
    }
}
