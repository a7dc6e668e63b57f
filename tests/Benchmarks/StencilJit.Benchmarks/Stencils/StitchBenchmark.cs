using System.Diagnostics;
using System.Runtime.InteropServices;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;
using StencilJit.Compiler.Locks;
using StencilJit.Model;
using StencilJit.Runtime;
using StencilJit.Wasm;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>Stitching alone, against copying the same bytes.</summary>
internal sealed class StitchBenchmark : IBenchmark
{
    private const int Stencils = 2000;
    private const int LargeRepetitions = 1000;
    private const int ShortCode = 32;
    private const int ShortPatches = 2;
    private const double NanosecondsPerSecond = 1e9;
    private const double BytesPerGigabyte = 1e9;
    private const double BytesPerMegabyte = 1e6;

    public string Name => "stitch";

    public Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options) =>
        Task.FromResult<IReadOnlyList<ReportTable>>(options.Selects(Name) ? [Run(options)] : []);

    private ReportTable Run(BenchmarkOptions options)
    {
        var table = new ReportTable(
            Name,
            "Stitch rate of a random mix of WebAssembly stencils, against memcpy of the same bytes",
            ["mix", "bytes/stencil", "patches/stencil", "ns/stencil", "GB/s", "memcpy, GB/s", "time over memcpy"]);
        var set = LockStore.Read(Repository.WasmLock(RuntimeInformation.RuntimeIdentifier))!;
        using var heap = new CodeHeap();
        var image = heap.Install(WasmStencils.Table);
        SetTraps(image);
        var brief = StitchMix.Draw(set, Stencils, IsShort);
        var straight = StitchMix.Draw(set, Stencils, stencil => StitchMix.Labels(stencil) == 0);
        (string Name, StitchMix Mix, bool IsOneCall)[] mixes =
        [
            ("short, no branches", brief, false),
            ("any, no branches", straight, false),
            ("any", StitchMix.Draw(set, Stencils, _ => true), false),
            ("short, no branches, in one call", brief, true),
            ("any, no branches, in one call", straight, true),
        ];
        var runs = new List<(string Name, StitchRun Run)>();
        foreach (var (name, mix, isOneCall) in mixes)
            runs.Add((name, new CachedStitch(image, mix, isOneCall)));
        foreach (var (name, mix, isOneCall) in mixes)
        {
            var large = new LargeStitch(image, mix, isOneCall, LargeRepetitions);
            runs.Add(($"{name}, {large.Bytes / BytesPerMegabyte:N0} MB", large));
        }

        // All of them before any is measured: the better code that .NET makes is for what it has seen until then.
        foreach (var (_, run) in runs)
            Warm(options, run);
        foreach (var (name, run) in runs)
        {
            Measure(table, options, name, run);
            run.Dispose();
        }

        table.AddNote($"Every stencil as likely as any other. Short: {ShortCode} bytes of code and {ShortPatches} patches at most. Values of holes are at hand. A call for each stencil, or one for every {Stencils}. {Stencils} stencils, so that all is within the second-level cache; with a size, the same ones {LargeRepetitions} times in a row, so that the code, and what memcpy reads and writes, is in no cache. Memory was written to before: no pages are waited for.");
        return table;
    }

    private static bool IsShort(Stencil stencil) =>
        StitchMix.Labels(stencil) == 0
        && stencil.Code.Length <= ShortCode && stencil.Patches.Count <= ShortPatches
        && stencil.Patches.All(patch => patch.Kind != PatchKind.Abs64);

    private static void Warm(BenchmarkOptions options, StitchRun run)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed.TotalSeconds < options.WarmUp;)
        {
            run.SecondsToStitch(options.Duration);
            run.SecondsToCopy(options.Duration);
        }
    }

    private static void Measure(ReportTable table, BenchmarkOptions options, string name, StitchRun run)
    {
        var results = Interleaved.Measure(
            options.Rounds, measure => measure(options.Duration), (Func<double, double>[])[run.SecondsToStitch, run.SecondsToCopy]);
        table.Add(
            name,
            Cell.Number((double)run.Bytes / run.Stencils, "N1"),
            Cell.Number((double)run.Mix.Patches / run.Mix.Count, "N2"),
            Cell.Spread(results[0].Select(seconds => seconds * NanosecondsPerSecond / run.Stencils), "N2"),
            Cell.Median(results[0].Select(seconds => run.Bytes / seconds / BytesPerGigabyte), "N2"),
            Cell.Median(results[1].Select(seconds => run.Bytes / seconds / BytesPerGigabyte), "N1"),
            Cell.Spread(results[0].Over(results[1]), "N1"));
    }

    /// <summary>Where traps lead does not matter, as nothing of this runs; but they must lead somewhere.</summary>
    private static void SetTraps(StencilImage image)
    {
        using var writer = image.CreateWriter(maximumBytes: 4096);
        var address = writer.Address;
        writer.Emit(WasmStencils.Id.FunctionReturn);
        writer.Commit();
        for (var trap = 0; trap < image.Table.Traps.Count; trap++)
            image.SetTrap(trap, address);
    }
}
