using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks;

/// <summary>Something to measure, with tables of its own.</summary>
internal interface IBenchmark
{
    /// <summary>What <c>--only</c> selects it by.</summary>
    string Name { get; }

    /// <summary>Measures what the options select.</summary>
    /// <returns>The tables; none where nothing of it is selected.</returns>
    Task<IReadOnlyList<ReportTable>> RunAsync(BenchmarkOptions options);
}
