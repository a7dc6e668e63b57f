namespace StencilJit.Benchmarks.Measuring;

/// <summary>
/// Measures several things in turn, round by round: what the machine does beside them hits all of them alike.
/// </summary>
internal static class Interleaved
{
    /// <param name="rounds">How often to measure each.</param>
    /// <param name="measure">Measures one of the things.</param>
    /// <param name="things">The things; each round begins with another one.</param>
    /// <returns>A measurement for each thing.</returns>
    public static Measurement[] Measure<T>(int rounds, Func<T, double> measure, IReadOnlyList<T> things)
    {
        var figures = new double[things.Count][];
        for (var i = 0; i < figures.Length; i++)
            figures[i] = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < figures.Length; i++)
            {
                var thing = (round + i) % figures.Length;
                figures[thing][round] = measure(things[thing]);
            }
        }

        return Array.ConvertAll(figures, figure => new Measurement(figure));
    }
}
