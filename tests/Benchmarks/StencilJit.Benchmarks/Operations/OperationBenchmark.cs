using System.Diagnostics;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;
using StencilJit.Wasm;
using StencilJit.Wasm.Binary;

namespace StencilJit.Benchmarks.Operations;

/// <summary>What one numeric instruction takes as stitched: for who improves a stencil, before and after.</summary>
internal sealed class OperationBenchmark : IBenchmark
{
    private const int Passes = 20_000;
    private const double NanosecondsPerSecond = 1e9;

    public string Name => "operations";

    public Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options)
    {
        var selected = OperationLoop.Opcodes.Where(opcode => options.Selects(Name, OperationLoop.NameOf(opcode))).ToList();
        return Task.FromResult<IReadOnlyList<ReportTable>>(selected.Count == 0 ? [] : [Run(options, selected)]);
    }

    private ReportTable Run(BenchmarkOptions options, List<Opcode> opcodes)
    {
        var table = new ReportTable(Name, "Time of one numeric instruction whose operand is the result of the one before", ["operation", "ns", "over i32_add"]);
        using var engine = new Engine();
        using var store = new Store(engine);
        var all = new[] { Opcode.I32Add }.Union(opcodes).Select(opcode => new OperationLoop(engine, store, opcode)).ToList();
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed.TotalSeconds < options.WarmUp)
            all.ForEach(loop => loop.Run(Passes / 10));
        var results = Interleaved.Measure(options.Rounds, loop => loop.Run(Passes) / Passes / OperationLoop.Length, all);
        for (var index = 0; index < all.Count; index++)
        {
            if (opcodes.Contains(all[index].Opcode))
                table.Add(OperationLoop.NameOf(all[index].Opcode), Cell.Spread(results[index].Select(seconds => seconds * NanosecondsPerSecond), "N2"), Cell.Spread(results[index].Over(results[0]), "N2"));
        }

        table.AddNote($"{OperationLoop.Length} in a row, each with the result of the one before and, if it takes two operands, the value of a local, in a loop; the operands are 1,000,003 and 17.");
        return table;
    }
}
