using System.Text.RegularExpressions;

namespace StencilJit.Tool.Analysis;

/// <summary>Takes operands in assembly apart.</summary>
internal static partial class OperandText
{
    /// <summary>The operands between commas; commas in brackets and braces separate nothing.</summary>
    public static IReadOnlyList<string> Split(string operands)
    {
        var parts = new List<string>();
        var start = 0;
        var depth = 0;
        for (var index = 0; index <= operands.Length; index++)
        {
            var character = index == operands.Length ? ',' : operands[index];
            if (character is '[' or '{')
                depth++;
            else if (character is ']' or '}')
                depth--;
            else if (character == ',' && (depth == 0 || index == operands.Length))
            {
                if (operands[start..index].Trim() is { Length: > 0 } part)
                    parts.Add(part);
                start = index + 1;
            }
        }

        return parts;
    }

    /// <summary>All words of an operand that may be registers.</summary>
    public static IEnumerable<string> Words(string operand) => WordPattern().Matches(operand).Select(match => match.Value);

    [GeneratedRegex("(?<![A-Za-z0-9_#])[a-z][a-z0-9]*")]
    private static partial Regex WordPattern();
}
