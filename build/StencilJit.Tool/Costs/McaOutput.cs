using System.Globalization;
using System.Text.RegularExpressions;

namespace StencilJit.Tool.Costs;

/// <summary>Reads what llvm-mca writes.</summary>
internal static partial class McaOutput
{
    /// <summary>How often a region is run through in one estimate: enough that its start and end do not show in the second decimal.</summary>
    public const int Iterations = 200;

    /// <summary>The estimates of regions by their numbers.</summary>
    public static IEnumerable<(int Index, CostEstimate Estimate)> Parse(string output) =>
        RegionPattern().Matches(output).Select(match => (
            int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture),
            new CostEstimate(PerIteration(match.Groups["cycles"].Value), PerIteration(match.Groups["uops"].Value))));

    /// <summary>The numbers of the stencils with lines that cannot be read.</summary>
    public static IReadOnlyCollection<int> Refused(string error, McaInput input) =>
        [.. ErrorPattern().Matches(error).Select(match => input.IndexAt(int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture))).Distinct()];

    private static double PerIteration(string total) => Math.Round(double.Parse(total, CultureInfo.InvariantCulture) / Iterations, 2);

    [GeneratedRegex(@"Code Region - (?<index>\d+)\s.*?Total Cycles: +(?<cycles>\d+).*?Total uOps: +(?<uops>\d+)", RegexOptions.Singleline)]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^(<stdin>|-):(?<line>\d+):\d+: error:", RegexOptions.Multiline)]
    private static partial Regex ErrorPattern();
}
