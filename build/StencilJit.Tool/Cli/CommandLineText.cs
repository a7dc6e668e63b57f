using System.Text;

namespace StencilJit.Tool.Cli;

/// <summary>Takes a text of arguments apart.</summary>
internal static class CommandLineText
{
    /// <summary>The arguments between blanks; quotes keep blanks together.</summary>
    /// <exception cref="ToolException">A quote is not closed.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        var arguments = new List<string>();
        var argument = new StringBuilder();
        var quote = '\0';
        var isOpen = false;
        foreach (var character in text)
        {
            if (quote != '\0' ? character == quote : character is '"' or '\'')
            {
                quote = quote == '\0' ? character : '\0';
                isOpen = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(character))
            {
                if (isOpen)
                    arguments.Add(argument.ToString());
                argument.Clear();
                isOpen = false;
            }
            else
            {
                argument.Append(character);
                isOpen = true;
            }
        }

        if (quote != '\0')
            throw new ToolException($"'{text}': a quote is not closed.");
        if (isOpen)
            arguments.Add(argument.ToString());
        return arguments;
    }
}
