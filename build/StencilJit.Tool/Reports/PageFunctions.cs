using System.Globalization;
using System.Text;
using StencilJit.Tool.Diffs;

namespace StencilJit.Tool.Reports;

/// <summary>What the templates call, under these names in lower case with underscores. All but <c>address</c> and numbers return plain words.</summary>
internal static class PageFunctions
{
    private const string None = "–";

    /// <summary>A part of an address in the page, such as <c>rr%3Er</c>.</summary>
    public static string Address(string part) => Uri.EscapeDataString(part);

    /// <summary>A number with blanks between groups of three digits, which do not break.</summary>
    public static string Grouped(long? number) => number is { } value ? value.ToString("#,0", Groups) : None;

    /// <summary>A number and what it counts.</summary>
    public static string Count(long number, string one) => number == 1 ? $"1 {one}" : $"{Grouped(number)} {one}s";

    /// <summary>A quotient with one decimal.</summary>
    public static string Average(long sum, long count) => count == 0 ? None : ((double)sum / count).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A ratio as its distance from 1, with its sign.</summary>
    public static string Percent(double? ratio) => ratio is { } value ? Signed((value - 1) * 100, "0.0") + " %" : None;

    /// <summary>The difference of two numbers with its sign; all of it where there is only one.</summary>
    public static string SignedChange(long? before, long? after) => Signed((after ?? 0) - (before ?? 0), "#,0");

    /// <summary>How a difference is coloured: <c>less</c>, <c>more</c> or nothing.</summary>
    public static string ChangeClass(long? before, long? after) => ((after ?? 0) - (before ?? 0)) switch { < 0 => "less", > 0 => "more", _ => "" };

    /// <summary>Two numbers with an arrow between them.</summary>
    public static string FromTo(long? before, long? after) => $"{Grouped(before)} → {Grouped(after)}";

    /// <summary>The estimates of a change, with an arrow between them.</summary>
    public static string Cycles(StencilChange change) =>
        change.EstimateBefore is null && change.EstimateAfter is null ? None : $"{Decimal(change.EstimateBefore?.Cycles)} → {Decimal(change.EstimateAfter?.Cycles)}";

    /// <summary>A kind of change in words.</summary>
    public static string Kind(ChangeKind kind)
    {
        var words = new StringBuilder();
        foreach (var letter in kind.ToString())
            words.Append(char.IsUpper(letter) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(letter));
        return words.ToString();
    }

    /// <summary>How many stencils became what.</summary>
    public static string Kinds(DiffTotal total) =>
        string.Join(", ", total.Counts.OrderBy(count => count.Key == ChangeKind.Unchanged).ThenBy(count => count.Key).Select(count => $"{Grouped(count.Value)} {Kind(count.Key)}"));

    private static NumberFormatInfo Groups { get; } = new() { NumberGroupSeparator = "\u202f", NegativeSign = "−" };

    private static string Decimal(double? number) => number?.ToString("0.0", CultureInfo.InvariantCulture) ?? None;

    // A difference too small to be shown has no sign either.
    private static string Signed(double number, string format)
    {
        var text = Math.Abs(number).ToString(format, Groups);
        return !text.Any(digit => digit is >= '1' and <= '9') ? text : (number < 0 ? "−" : "+") + text;
    }
}
