using System.Text;

namespace StencilJit.Tool.Cli;

/// <summary>
/// Leaves out blanks at the ends of lines: tables pad their cells, and files and reviews need none of that. Writes whole
/// lines, for the process's output makes a system call of every write.
/// </summary>
internal sealed class TrimmingWriter(TextWriter inner) : TextWriter
{
    private readonly StringBuilder line = new();
    private int blanks;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            blanks++;
            return;
        }

        if (value is not ('\n' or '\r'))
            line.Append(' ', blanks);
        blanks = 0;
        line.Append(value);
        if (value == '\n')
            WriteLineSoFar();
    }

    public override void Flush()
    {
        WriteLineSoFar();
        inner.Flush();
    }

    private void WriteLineSoFar()
    {
        inner.Write(line);
        line.Clear();
    }
}
