using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace StencilJit.Tool.Tests.Reports;

/// <summary>Takes the HTML of a report apart.</summary>
internal static partial class PageText
{
    /// <summary>The page as a tree; its templates close every element, so that XML's reader can check what HTML's would forgive.</summary>
    public static XDocument Parse(string html) => XDocument.Parse(html
        .Replace(Inside(html, "<style>", "</style>"), "", StringComparison.Ordinal)
        .Replace(Inside(html, DataStart, "</script>"), "", StringComparison.Ordinal)
        .Replace(Inside(html, "<script>", "</script>"), "", StringComparison.Ordinal));

    /// <summary>The data that the page holds.</summary>
    public static JsonDocument Data(string html) => JsonDocument.Parse(Inside(html, DataStart, "</script>"));

    /// <summary>What the main part shows before any script ran, a tag a line.</summary>
    public static string Content(string html) => BlankLines().Replace(Inside(html, "<main id=\"main\" tabindex=\"-1\">", "</main>").Replace("><", ">\n<", StringComparison.Ordinal), "\n").Trim() + "\n";

    private const string DataStart = "<script type=\"application/json\" id=\"data\">";

    private static string Inside(string html, string start, string end)
    {
        var first = html.IndexOf(start, StringComparison.Ordinal);
        Assert.True(first >= 0, $"The page has no {start}.");
        first += start.Length;
        return html[first..html.IndexOf(end, first, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"\n\s*\n+")]
    private static partial Regex BlankLines();
}
