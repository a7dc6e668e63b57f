using System.Text.RegularExpressions;

namespace StencilJit.Build.Tests;

/// <summary>What documents show.</summary>
internal static partial class Markdown
{
    /// <summary>The text of every fenced block of a language, without the indentation of the list it may stand in.</summary>
    public static string[] Blocks(string document, string language) =>
    [
        .. FencedBlock().Matches(document).Where(block => block.Groups["language"].Value == language)
            .Select(block => Regex.Replace(block.Groups["text"].Value, "^" + block.Groups["indent"].Value, "", RegexOptions.Multiline)),
    ];

    [GeneratedRegex(@"^(?<indent> *)```(?<language>\w*)\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();
}
