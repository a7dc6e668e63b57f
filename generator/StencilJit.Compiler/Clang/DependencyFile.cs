using System.Text;

namespace StencilJit.Compiler.Clang;

/// <summary>Reads the makefile rule that clang's -MD writes.</summary>
internal static class DependencyFile
{
    /// <summary>The files that the rule names, in its order.</summary>
    public static IReadOnlyList<string> Parse(string text)
    {
        var files = new List<string>();
        var name = new StringBuilder();
        var rule = text[(text.IndexOf(": ", StringComparison.Ordinal) + 2)..].Replace("\\\r\n", " ").Replace("\\\n", " ");
        for (var index = 0; index < rule.Length; index++)
        {
            var character = rule[index];
            if (character is '\\' or '$' && index + 1 < rule.Length && rule[index + 1] is ' ' or '#' or '$')
                name.Append(rule[++index]);
            else if (!char.IsWhiteSpace(character))
                name.Append(character);
            else if (name.Length > 0)
            {
                files.Add(name.ToString());
                name.Clear();
            }
        }
        if (name.Length > 0)
            files.Add(name.ToString());
        return files;
    }
}
