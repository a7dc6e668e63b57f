using System.Text.Json.Nodes;

namespace StencilJit.Benchmarks.Measuring;

/// <summary>The same thing measured in several rounds.</summary>
internal sealed class Measurement
{
    private readonly double[] _sorted;

    public Measurement(IEnumerable<double> rounds)
    {
        Rounds = [.. rounds];
        _sorted = [.. Rounds.Order()];
    }

    /// <summary>The figures in the order of the rounds.</summary>
    public IReadOnlyList<double> Rounds { get; }

    public double Median => Quantile(0.5);

    /// <summary>What a quarter of the figures is below.</summary>
    public double Low => Quantile(0.25);

    /// <summary>What a quarter of the figures is above.</summary>
    public double High => Quantile(0.75);

    /// <summary>The ratio of two things within each round, so that what disturbed a whole round cancels out.</summary>
    public Measurement Over(Measurement other) => new(Rounds.Zip(other.Rounds, (a, b) => a / b));

    public Measurement Select(Func<double, double> function) => new(Rounds.Select(function));

    /// <summary>The mean of ratios.</summary>
    public static double GeometricMean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));

    public JsonNode ToJson() => new JsonObject
    {
        ["median"] = Median,
        ["low"] = Low,
        ["high"] = High,
        ["rounds"] = new JsonArray([.. Rounds.Select(value => JsonValue.Create(value))]),
    };

    /// <summary>By linear interpolation between the two nearest figures.</summary>
    private double Quantile(double part)
    {
        var position = part * (_sorted.Length - 1);
        var index = (int)position;
        var next = Math.Min(index + 1, _sorted.Length - 1);
        return _sorted[index] + ((_sorted[next] - _sorted[index]) * (position - index));
    }
}
