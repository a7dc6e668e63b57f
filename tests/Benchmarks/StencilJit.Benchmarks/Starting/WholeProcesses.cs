using System.Diagnostics;
using StencilJit.Benchmarks.Engines;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Publishing;
using StencilJit.Benchmarks.Reports;
using StencilJit.Peers.Tests.Processes;

namespace StencilJit.Benchmarks.Starting;

/// <summary>Commands that run a program, from start to end.</summary>
internal static class WholeProcesses
{
    private const double MillisecondsPerSecond = 1000;

    // What a program needs for a WASI program in Node: the module, and the program's arguments.
    private const string NodeScript =
        "const { WASI } = require('node:wasi'); const wasi = new WASI({ version: 'preview1', args: process.argv.slice(2), env: {} });"
        + "wasi.start(new WebAssembly.Instance(new WebAssembly.Module(require('node:fs').readFileSync(process.argv[1])), wasi.getImportObject()));";

    public static async Task<ReportTable> MeasureAsync(string name, StartedProgram program, PublishedPrograms published, BenchmarkOptions options)
    {
        var table = new ReportTable(name, $"From the start of a process to its end, for the program \"{program.Name}\" of {new FileInfo(program.Module).Length / 1e6:N2} MB", ["command", "ms", "first over it"]);
        if (published.Problem is not null)
            table.AddNote(published.Problem);
        var commands = Commands(program, published).ToList();
        var times = commands.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < options.Processes; round++)
        {
            for (var i = 0; i < commands.Count; i++)
            {
                var seconds = await RunAsync(commands[i]);

                // The first one reads the programs from the disk.
                if (round >= 0)
                    times[i].Add(seconds * MillisecondsPerSecond);
            }
        }

        var figures = Array.ConvertAll(times, time => new Measurement(time));
        for (var i = 0; i < commands.Count; i++)
            table.Add(commands[i].Name, Cell.Spread(figures[i], "N1"), Cell.Spread(figures[0].Over(figures[i]), "N3"));
        table.AddNote($"Whole processes in turn, {options.Processes} rounds, with what it takes to start one here.");
        return table;
    }

    private static IEnumerable<Command> Commands(StartedProgram program, PublishedPrograms published)
    {
        string[] run = ["run", program.Module, .. program.Arguments];
        if (published.Command is { } command)
        {
            yield return new("stenciljit-wasm, NativeAOT", command, run);
            yield return new("the same, all functions compiled", command, ["run", "--compilation", "eager", .. run[1..]]);
            yield return new("the same, all only validated", command, ["run", "--compilation", "lazy", .. run[1..]]);
        }

        if (published.ReadyCommand is { } ready)
            yield return new("stenciljit-wasm, ReadyToRun", ready, run);
        if (ProcessRunner.Find(NodeFlags.Program) is { } node)
        {
            string[] script = ["--eval", NodeScript, program.Module, program.Name, .. program.Arguments];
            yield return new("node, as it comes", node, ["--no-warnings", .. script]);
            yield return new("node, Liftoff alone", node, [.. NodeFlags.Common, NodeFlags.Liftoff, .. script]);
        }

        if (ProcessRunner.Find("wasmtime") is { } wasmtime)
            yield return new("wasmtime", wasmtime, run);
        if (ProcessRunner.Find("echo") is { } echo)
            yield return new("echo, for what starting anything takes", echo, [program.Name]);
    }

    private static async Task<double> RunAsync(Command command)
    {
        var (file, arguments) = Pinning.Command(command.File, command.Arguments);
        var start = Stopwatch.GetTimestamp();
        var result = await ProcessRunner.RunAsync(file, arguments);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (result.ExitCode != 0 || result.Output.Length == 0)
            throw new InvalidOperationException($"{command.Name} ended with {result.ExitCode}: {result.Errors}");
        return seconds;
    }

    private sealed record Command(string Name, string File, IReadOnlyList<string> Arguments);
}
