using System.Text;

namespace StencilJit.Compiler.Incremental;

/// <summary>
/// A module as LLVM prints it, taken apart into what has a name: functions and variables (@), named types (%), attribute
/// groups (#), metadata (!), comdats ($). LLVM language reference, "Module Structure".
/// </summary>
internal sealed class ModuleText
{
    private readonly Dictionary<string, string> definitions = [];
    private readonly StringBuilder rest = new();

    /// <param name="text">What LLVM prints.</param>
    public ModuleText(string text)
    {
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            if (line.StartsWith("define ", StringComparison.Ordinal))
            {
                var start = index;
                while (lines[index] != "}")
                    index++;
                definitions[FirstName(line, '@')] = string.Join('\n', lines[start..(index + 1)]);
            }
            else if (line.StartsWith("declare ", StringComparison.Ordinal))
                definitions[FirstName(line, '@')] = line;
            else if (line.StartsWith("attributes ", StringComparison.Ordinal))
                definitions[FirstName(line, '#')] = line;
            else if (IsDefinition(line))
                definitions[FirstName(line, line[0])] = line;
            // Where the module was read from says nothing of its code.
            else if (line.Length > 0 && !line.StartsWith(';') && !line.StartsWith("source_filename", StringComparison.Ordinal))
                rest.Append(line).Append('\n');
        }
    }

    /// <summary>What belongs to no name: the target, the module's flags.</summary>
    public string Rest => rest.ToString();

    /// <summary>The definition of a name, sign included; null where it has none, as local values have.</summary>
    public string? Find(string name) => definitions.GetValueOrDefault(name);

    // Named metadata, such as the module's flags, is referred to by nothing: it belongs to the rest.
    private static bool IsDefinition(string line) =>
        line.Length > 1 && (line[0] is '@' or '%' or '$' || (line[0] == '!' && char.IsAsciiDigit(line[1])));

    // Before a function's own name stand those of types.
    private static string FirstName(string line, char sign)
    {
        IrToken token;
        for (var index = 0; index < line.Length; index += token.Text.Length)
        {
            token = IrToken.Read(line, index);
            if (token.IsName && token.Text[0] == sign)
                return token.Text;
        }
        throw new InvalidDataException($"LLVM printed a definition without a name: {line}");
    }
}
