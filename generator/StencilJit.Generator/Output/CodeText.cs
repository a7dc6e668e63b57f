using System.Text;

namespace StencilJit.Generator.Output;

/// <summary>C# text with its indentation.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Adds a line; an empty one without blanks.</summary>
    public CodeText Line(string line = "")
    {
        if (line.Length != 0)
            text.Append(' ', 4 * depth).Append(line);
        text.Append('\n');
        return this;
    }

    /// <summary>Adds a line and an opening brace.</summary>
    public CodeText Open(string line)
    {
        Line(line);
        Line("{");
        depth++;
        return this;
    }

    /// <summary>Adds the closing brace.</summary>
    public CodeText Close(string after = "")
    {
        depth--;
        return Line("}" + after);
    }

    /// <summary>Adds numbers as hexadecimal constants, eight a line: few characters, for the compiler reads every one.</summary>
    public CodeText Words(IReadOnlyList<ulong> words)
    {
        const int PerLine = 8;
        for (var i = 0; i < words.Count; i++)
        {
            if (i % PerLine == 0)
                text.Append(' ', 4 * (depth + 1));
            text.Append("0x").Append(words[i].ToString("x", System.Globalization.CultureInfo.InvariantCulture)).Append("UL,");
            text.Append(i % PerLine == PerLine - 1 || i == words.Count - 1 ? '\n' : ' ');
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary>A C# string constant.</summary>
    public static string Quote(string value) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>Text inside an XML documentation comment.</summary>
    public static string Escape(string value) => value.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
