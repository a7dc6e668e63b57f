using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Compilation;

/// <summary>How much machine code modules become, here and in V8.</summary>
internal sealed partial class CodeSizeBenchmark(EngineList engines) : IBenchmark
{
    public string Name => "size";

    public async Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        var modules = Repository.Samples().Select(path => (Name: Path.GetFileNameWithoutExtension(path), Path: path))
            .Concat(options.IsQuick ? [] : LargeModule.All.Select(module => (module.Name, Path: Repository.PackageFile(module))).Where(module => File.Exists(module.Path)))
            .Where(module => options.Selects(Name, module.Name))
            .ToList();
        if (modules.Count == 0)
            return [];
        var table = new ReportTable(Name, "Machine code, in bytes", ["module", "code section", "StencilJit", "bytes/byte", "StencilJit explicit", "Liftoff", "Liftoff explicit", "StencilJit over Liftoff", "explicit over explicit"]);
        var ratios = new List<(double Ratio, double Explicit)>();
        foreach (var (name, path) in modules)
        {
            if (TryOwn(engines.Own, path) is not { } own || TryOwn(engines.OwnExplicit, path) is not { } ownExplicit)
            {
                table.AddNote($"{name} is left out: it is not compiled here.");
                continue;
            }

            var section = (double)CompileBenchmark.Section(path);
            var liftoff = await LiftoffAsync(engines.Liftoff, path);
            var liftoffExplicit = await LiftoffAsync(engines.LiftoffExplicit, path);
            if (liftoff is not null && liftoffExplicit is not null)
                ratios.Add((own / (double)liftoff, ownExplicit / (double)liftoffExplicit));
            table.Add(
                name,
                Cell.Number(section),
                Cell.Number(own),
                Cell.Number(own / section, "N2"),
                Cell.Number(ownExplicit),
                Optional(liftoff, "N0"),
                Optional(liftoffExplicit, "N0"),
                Optional(own / (double?)liftoff, "N2"),
                Optional(ownExplicit / (double?)liftoffExplicit, "N2"));
        }

        if (ratios.Count > 1)
        {
            Cell[] none = [.. Enumerable.Repeat(Cell.None, 6)];
            table.Add(["geometric mean", .. none, Cell.Number(Measurement.GeometricMean(ratios.Select(ratio => ratio.Ratio)), "N2"), Cell.Number(Measurement.GeometricMean(ratios.Select(ratio => ratio.Explicit)), "N2")]);
        }

        table.AddNote("Ours: all bytes that the module takes in the code heap, with tables for branches, padding, and the code where calls enter and leave. Liftoff's: the sum of \"codesize\" over the module's functions as node --trace-wasm-compilation-times tells them; that holds each function's safepoint table, and no code where calls enter and leave.");
        return [table];
    }

    private static Cell Optional(double? value, string format) => value is { } number ? Cell.Number(number, format) : Cell.None;

    private static long? TryOwn(EngineProcess engine, string path)
    {
        try
        {
            return engine.CodeSize(path);
        }
        catch (EngineException problem)
        {
            Progress.Tell($"  {problem.Message}");
            return null;
        }
    }

    private static async Task<long?> LiftoffAsync(EngineProcess? engine, string path)
    {
        if (engine is null)
            return null;
        string[] flags = [.. engine.Choice.Arguments.SkipLast(1), "--trace-wasm-compilation-times", "--eval", "new WebAssembly.Module(require('node:fs').readFileSync(process.argv[1]))", path];
        using var process = Process.Start(new ProcessStartInfo(engine.Choice.File, flags) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        long size = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Function().Match(line) is { Success: true } match)
                size += long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        }

        await process.WaitForExitAsync();
        await errors;
        return process.ExitCode == 0 && size > 0 ? size : null;
    }

    [GeneratedRegex(@"^Compiled function .* using Liftoff,.* codesize (\d+)")]
    private static partial Regex Function();
}
