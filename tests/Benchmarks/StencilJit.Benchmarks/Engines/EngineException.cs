namespace StencilJit.Benchmarks.Engines;

/// <summary>An engine failed at one request: it said why, it ended, or it took too long. The next request may well succeed.</summary>
/// <param name="reason">In few words, for a cell of a table.</param>
/// <param name="message">What happened, for the notes below it.</param>
internal sealed class EngineException(string reason, string message) : Exception(message)
{
    /// <summary>What stands in place of a figure.</summary>
    public string Reason { get; } = reason;
}
