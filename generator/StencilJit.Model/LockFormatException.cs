namespace StencilJit.Model;

/// <summary>A lock file that cannot be read: damaged, truncated, merged badly, or of another version.</summary>
public class LockFormatException : Exception
{
    /// <summary>Describes what is wrong at one line of a lock.</summary>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="message">What is wrong there.</param>
    public LockFormatException(int line, string message)
        : base(message)
    {
        Line = line;
    }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }
}
