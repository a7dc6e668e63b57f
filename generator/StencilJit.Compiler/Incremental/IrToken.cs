namespace StencilJit.Compiler.Incremental;

/// <summary>A piece of LLVM's assembly language: a name with its sign, a string, or a single character.</summary>
internal readonly record struct IrToken(string Text, bool IsName)
{
    /// <summary>Reads the piece that starts at a place.</summary>
    public static IrToken Read(string text, int start)
    {
        var sign = text[start];
        if (sign == '"')
            return new IrToken(text[start..QuoteEnd(text, start)], false);
        if (sign is not ('@' or '%' or '$' or '#' or '!') || start + 1 == text.Length)
            return new IrToken(sign.ToString(), false);
        // A quoted name; behind '!' stands a string.
        if (text[start + 1] == '"' && sign is '@' or '%' or '$')
            return new IrToken(text[start..QuoteEnd(text, start + 1)], true);
        var end = start + 1;
        while (end < text.Length && (sign is '#' or '!' ? char.IsAsciiDigit(text[end]) : char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '$' or '.' or '_'))
            end++;
        return end == start + 1 ? new IrToken(sign.ToString(), false) : new IrToken(text[start..end], true);
    }

    // A quotation mark within a string is printed as its number.
    private static int QuoteEnd(string text, int quote) => text.IndexOf('"', quote + 1) + 1;
}
