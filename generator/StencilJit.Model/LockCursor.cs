using System.Globalization;

namespace StencilJit.Model;

/// <summary>Walks over the lines of a lock; every complaint names the line it stands at.</summary>
internal sealed class LockCursor
{
    private readonly string[] lines;
    private int index;

    /// <param name="text">The whole text, with LF as line end.</param>
    public LockCursor(string text)
    {
        lines = text.Split('\n');
    }

    /// <summary>The line at the cursor, without its line end.</summary>
    public string Current => lines[index];

    /// <summary>Whether the text is used up; what stands after the last LF is no line.</summary>
    public bool AtEnd => index >= lines.Length - 1 && lines[lines.Length - 1].Length == 0 || index >= lines.Length;

    public void Advance() => index++;

    /// <summary>A complaint about the line at the cursor; at the end of the text, about its last line.</summary>
    public LockFormatException Error(string message) => new(Math.Min(index + 1, lines.Length), message);

    /// <summary>Whether the line at the cursor starts with the word.</summary>
    public bool At(string word)
        => !AtEnd && Current.StartsWith(word, StringComparison.Ordinal)
            && (Current.Length == word.Length || Current[word.Length] == ' ');

    /// <summary>Takes the line that must start with the word, and gives what follows it.</summary>
    public string Rest(string word)
    {
        if (AtEnd)
            throw Error($"the lock is truncated: '{word.Trim()}' expected, found the end of the file");
        if (!At(word))
            throw Error($"'{word.Trim()}' expected, found '{Shorten(Current)}'");
        return Current.Length == word.Length ? "" : Current.Substring(word.Length + 1);
    }

    /// <summary>Like <see cref="Rest"/>, in words.</summary>
    public string[] Words(string word)
    {
        var rest = Rest(word);
        return rest.Length == 0 ? [] : rest.Split(' ');
    }

    /// <summary>The words after the first one, for a line of exactly so many; the last one may hold blanks.</summary>
    public string[] Words(string word, int count)
    {
        var words = Rest(word).Split([' '], count);
        if (words.Length != count || words.Any(w => w.Length == 0))
            throw Error($"'{word.Trim()}' takes {count} words, found '{Shorten(Current)}'");
        return words;
    }

    public int Number(string word)
        => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error($"a number expected, found '{Shorten(word)}'");

    public long Addend(string word)
        => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error($"an addend expected, found '{Shorten(word)}'");

    public byte[] Hex(string word)
        => LockSyntax.ParseHex(word) ?? throw Error($"bytes in lower-case hexadecimal expected, found '{Shorten(word)}'");

    private static string Shorten(string text) => text.Length <= 60 ? text : text.Substring(0, 60) + "…";
}
