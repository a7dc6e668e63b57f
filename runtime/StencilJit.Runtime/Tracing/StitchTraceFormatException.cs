namespace StencilJit.Runtime.Tracing;

/// <summary>What should be a trace is none, is damaged, or is of another version. The message says which, and what to do.</summary>
public sealed class StitchTraceFormatException : Exception
{
    /// <summary>Makes the exception with a message.</summary>
    public StitchTraceFormatException(string message)
        : base(message)
    {
    }
}
