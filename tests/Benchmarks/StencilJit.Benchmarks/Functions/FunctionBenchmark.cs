using System.Diagnostics;
using System.Runtime.InteropServices;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Functions;

/// <summary>Many small functions made while a program runs: through this library, and through .NET's own code generation.</summary>
internal sealed unsafe class FunctionBenchmark : IBenchmark
{
    private const int Functions = 1000;
    private const int Length = 50;
    private const int Calls = 200;
    private const double MicrosecondsPerSecond = 1e6;
    private const double NanosecondsPerSecond = 1e9;

    public string Name => "functions";

    public Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options) =>
        Task.FromResult<IReadOnlyList<ReportTable>>(options.Selects(Name) ? [Run(options)] : []);

    private static ReportTable Run(BenchmarkOptions options)
    {
        var functions = ArithmeticStep.Draw(Functions, Length);
        using var each = new StitchedFunctions();
        using var together = new StitchedFunctions();
        var emitted = new EmittedFunctions();
        Action[] compilers = [() => emitted.Compile(functions), () => each.CompileEach(functions), () => together.CompileTogether(functions)];
        string[] names = ["DynamicMethod", "StencilJit, each for itself", "StencilJit, all at once"];

        // One after the other: methods that .NET compiles for the first time put off the better code of all others.
        foreach (var compile in compilers)
        {
            for (var warm = Stopwatch.StartNew(); warm.Elapsed.TotalSeconds < options.WarmUp;)
                compile();
        }

        var compiling = Interleaved.Measure(options.Rounds, Seconds, compilers);
        var variables = (long*)NativeMemory.AllocZeroed(ArithmeticStep.Variables, sizeof(long));
        for (var i = ArithmeticStep.Start; i < ArithmeticStep.Variables; i++)
            variables[i] = i * 7;
        Func<long>[] callers = [() => emitted.CallAll(variables), () => each.CallAll(variables), () => together.CallAll(variables)];
        var sums = Array.ConvertAll(callers, call => call());
        if (sums.Distinct().Count() != 1)
            throw new InvalidOperationException($"The functions return different results: {string.Join(", ", sums)}.");
        var running = Interleaved.Measure(options.Rounds, call => Seconds(() => Repeat(call)) / Calls, callers);
        NativeMemory.Free(variables);

        var table = new ReportTable("functions", $"{Functions} functions of {Length} arithmetic operations", ["by", "µs a function", "DynamicMethod over it", "ns/operation", "over DynamicMethod"]);
        for (var i = 0; i < names.Length; i++)
        {
            table.Add(
                names[i],
                Cell.Spread(compiling[i].Select(seconds => seconds * MicrosecondsPerSecond / Functions), "N2"),
                Cell.Spread(compiling[0].Over(compiling[i]), "N0"),
                Cell.Spread(running[i].Select(seconds => seconds * NanosecondsPerSecond / Functions / Length), "N3"),
                Cell.Spread(running[i].Over(running[0]), "N2"));
        }

        table.AddNote("Additions, subtractions and multiplications of 64 bits with constants and variables, drawn at random; all return the same. From the list of operations to code that can be called; the calls are part of the time of an operation.");
        return table;
    }

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Repeat(Func<long> call)
    {
        for (var i = 0; i < Calls; i++)
            call();
    }
}
