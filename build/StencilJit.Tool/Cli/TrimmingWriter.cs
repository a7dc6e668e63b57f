using System.Text;

namespace StencilJit.Tool.Cli;

/// <summary>Leaves out blanks at the ends of lines: tables pad their cells, and files and reviews need none of that.</summary>
internal sealed class TrimmingWriter(TextWriter inner) : TextWriter
{
    private readonly StringBuilder blanks = new();

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            blanks.Append(value);
            return;
        }

        if (value is not ('\n' or '\r'))
            inner.Write(blanks);
        blanks.Clear();
        inner.Write(value);
    }

    public override void Flush() => inner.Flush();
}
