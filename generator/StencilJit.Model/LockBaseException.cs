namespace StencilJit.Model;

/// <summary>A lock that leaves out what another one holds, which is missing or has changed: both have to be made again.</summary>
public sealed class LockBaseException : LockFormatException
{
    /// <summary>Describes what is wrong with the other lock.</summary>
    /// <param name="line">The line that names it, counted from 1.</param>
    /// <param name="message">What is wrong.</param>
    public LockBaseException(int line, string message)
        : base(line, message)
    {
    }
}
