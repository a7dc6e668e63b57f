namespace StencilJit.Runtime;

/// <summary>There is no room for more stitched code: in the heap, or in what a writer leased from it.</summary>
public sealed class CodeHeapExhaustedException : Exception
{
    /// <summary>Makes the exception with a message.</summary>
    public CodeHeapExhaustedException(string message)
        : base(message)
    {
    }
}
