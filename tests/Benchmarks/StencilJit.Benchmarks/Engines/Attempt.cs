using StencilJit.Benchmarks.Measuring;
using StencilJit.Benchmarks.Reports;

namespace StencilJit.Benchmarks.Engines;

/// <summary>What came of measuring something on an engine: figures, or why there are none.</summary>
/// <param name="Figures">The figures of all rounds, or null.</param>
/// <param name="Problem">Why there are none, or null.</param>
internal sealed record Attempt(Measurement? Figures, EngineException? Problem)
{
    /// <summary>What was not tried.</summary>
    public static Attempt None { get; } = new(null, null);

    /// <summary>
    /// Measures engines in turn, round by round. One that fails is not asked again, and the others go on.
    /// </summary>
    /// <param name="rounds">How often to measure each.</param>
    /// <param name="engines">The engines; null is one that is not here.</param>
    /// <param name="measure">Measures one of them.</param>
    public static IReadOnlyList<Attempt> Measure(int rounds, IReadOnlyList<EngineProcess?> engines, Func<EngineProcess, double> measure)
    {
        var figures = engines.Select(_ => new List<double>()).ToArray();
        var problems = new EngineException?[engines.Count];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < engines.Count; i++)
            {
                var index = (round + i) % engines.Count;
                if (engines[index] is not { } engine || problems[index] is not null)
                    continue;
                try
                {
                    figures[index].Add(measure(engine));
                }
                catch (EngineException problem)
                {
                    Progress.Tell($"  {problem.Message}");
                    problems[index] = problem;
                }
            }
        }

        return [.. engines.Select((engine, i) => engine is null ? None : problems[i] is { } problem ? new Attempt(null, problem) : new Attempt(new Measurement(figures[i]), null))];
    }

    /// <summary>The ratio of two, round by round, where both have figures.</summary>
    public Measurement? Over(Attempt other) => Figures is { } mine && other.Figures is { } theirs ? mine.Over(theirs) : null;

    /// <summary>The cell for the ratio of two, or for why there is none.</summary>
    public Cell ToRatio(Attempt other) => (Problem is null ? other : this).ToCell(Over(other), "N2", hasSpread: true);

    /// <summary>The cell for a figure made of this one, or for why there is none.</summary>
    public Cell ToCell(Measurement? figure, string format, bool hasSpread = false) =>
        Problem is { } problem ? new Cell(problem.Reason, problem.Reason, IsNumber: true)
        : figure is null ? Cell.None
        : hasSpread ? Cell.Spread(figure, format) : Cell.Median(figure, format);
}
