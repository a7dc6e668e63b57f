using System.Globalization;
using System.Text.Json.Nodes;
using StencilJit.Benchmarks.Measuring;

namespace StencilJit.Benchmarks.Reports;

/// <summary>What stands in a table: for people, and for programs.</summary>
/// <param name="Text">For people.</param>
/// <param name="Data">For programs.</param>
/// <param name="IsNumber">Whether it is aligned as a number.</param>
internal sealed record Cell(string Text, JsonNode? Data, bool IsNumber)
{
    /// <summary>What was not measured.</summary>
    public static Cell None { get; } = new("–", null, IsNumber: true);

    public static implicit operator Cell(string text) => new(text, JsonValue.Create(text), IsNumber: false);

    public static Cell Number(double value, string format = "N0") =>
        new(value.ToString(format, CultureInfo.InvariantCulture), JsonValue.Create(value), IsNumber: true);

    /// <summary>The median.</summary>
    public static Cell Median(Measurement measurement, string format) =>
        new(measurement.Median.ToString(format, CultureInfo.InvariantCulture), measurement.ToJson(), IsNumber: true);

    /// <summary>The median, and between what half of the figures are.</summary>
    public static Cell Spread(Measurement measurement, string format) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{measurement.Median.ToString(format, CultureInfo.InvariantCulture)} ({measurement.Low.ToString(format, CultureInfo.InvariantCulture)}–{measurement.High.ToString(format, CultureInfo.InvariantCulture)})"),
        measurement.ToJson(),
        IsNumber: true);
}
