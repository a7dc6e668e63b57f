using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;
using StencilJit.Compiler.Locks;
using StencilJit.Model;
using StencilJit.Runtime;
using StencilJit.Wasm;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>Stitching alone, against copying the same bytes.</summary>
internal sealed unsafe class StitchBenchmark : IBenchmark
{
    // Code of 2000 stencils stays in the second-level cache, and its pages with the heap between two rounds.
    private const int Stencils = 2000;
    private const int MaximumBytes = 60 << 10;
    // One copy is too short for the clock.
    private const int CopiesAtOnce = 20;
    private const int ShortCode = 32;
    private const int ShortPatches = 2;
    private const double NanosecondsPerSecond = 1e9;
    private const double BytesPerGigabyte = 1e9;

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
        Measure(table, options, image, "short, no branches", StitchMix.Draw(set, Stencils, IsShort));
        Measure(table, options, image, "any, no branches", StitchMix.Draw(set, Stencils, stencil => StitchMix.Labels(stencil) == 0));
        Measure(table, options, image, "any", StitchMix.Draw(set, Stencils, _ => true));
        table.AddNote($"Every stencil as likely as any other. Short: {ShortCode} bytes of code and {ShortPatches} patches at most, which the writer treats alike. Values of holes are at hand; all is within the second-level cache.");
        return table;
    }

    private static bool IsShort(Stencil stencil) =>
        StitchMix.Labels(stencil) == 0
        && stencil.Code.Length <= ShortCode && stencil.Patches.Count <= ShortPatches
        && stencil.Patches.All(patch => patch.Kind != PatchKind.Abs64);

    private static void Measure(ReportTable table, BenchmarkOptions options, StencilImage image, string name, StitchMix mix)
    {
        var bytes = Check(image, mix);
        var source = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        var target = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        NativeMemory.Fill(source, (nuint)bytes, 0x90);

        double Stitch() => SecondsToStitch(image, mix, options.Duration);
        double Copy() => SecondsToCopy(source, target, bytes, options.Duration);
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed.TotalSeconds < options.WarmUp)
        {
            Stitch();
            Copy();
        }

        var results = Interleaved.Measure(options.Rounds, measure => measure(), (Func<double>[])[Stitch, Copy]);
        NativeMemory.AlignedFree(source);
        NativeMemory.AlignedFree(target);
        table.Add(
            name,
            Cell.Number((double)bytes / mix.Count, "N1"),
            Cell.Number((double)mix.Patches / mix.Count, "N2"),
            Cell.Spread(results[0].Select(seconds => seconds * NanosecondsPerSecond / mix.Count), "N2"),
            Cell.Median(results[0].Select(seconds => bytes / seconds / BytesPerGigabyte), "N2"),
            Cell.Median(results[1].Select(seconds => bytes / seconds / BytesPerGigabyte), "N1"),
            Cell.Spread(results[0].Over(results[1]), "N1"));
    }

    private static int Check(StencilImage image, StitchMix mix)
    {
        using var writer = image.CreateWriter(MaximumBytes);
        mix.Check(writer, BoundLabel(writer));
        return writer.Position;
    }

    private static double SecondsToStitch(StencilImage image, StitchMix mix, double duration) =>
        MedianSeconds(duration, () =>
        {
            using var writer = image.CreateWriter(MaximumBytes);
            var label = BoundLabel(writer);
            var start = Stopwatch.GetTimestamp();
            mix.Emit(writer, label);
            var ticks = Stopwatch.GetTimestamp() - start;

            // Given back by way of a block, a short range keeps its pages: the next one does not wait for the system.
            writer.Commit().Dispose();
            return ticks;
        });

    private static double SecondsToCopy(byte* source, byte* target, int bytes, double duration) =>
        MedianSeconds(duration, () =>
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < CopiesAtOnce; i++)
                Unsafe.CopyBlockUnaligned(target, source, (uint)bytes);
            return Stopwatch.GetTimestamp() - start;
        }) / CopiesAtOnce;

    /// <summary>The median of as many repetitions as fit: what interrupts some of them, and takes far longer, does not count.</summary>
    private static double MedianSeconds(double duration, Func<long> ticks)
    {
        var repetitions = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < duration;)
            repetitions.Add(ticks());
        return new Measurement(repetitions).Median / Stopwatch.Frequency;
    }

    private static Label BoundLabel(CodeWriter writer)
    {
        var label = writer.DefineLabel();
        writer.Bind(label);
        return label;
    }

    /// <summary>Where traps lead does not matter, as nothing of this runs; but they must lead somewhere.</summary>
    private static void SetTraps(StencilImage image)
    {
        using var writer = image.CreateWriter(MaximumBytes);
        var address = writer.Address;
        writer.Emit(WasmStencils.Id.FunctionReturn);
        writer.Commit();
        for (var trap = 0; trap < image.Table.Traps.Count; trap++)
            image.SetTrap(trap, address);
    }
}
