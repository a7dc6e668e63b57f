namespace StencilJit.Runtime.Tracing;

/// <summary>
/// Knows where in the source a compiler is. A log asks it when a stencil is stitched, so that the compiler need not tell
/// the log of every instruction it comes to.
/// </summary>
public interface ISourceCursor
{
    /// <summary>The place in the source that is being compiled, such as a byte offset; not negative.</summary>
    long SourceOffset { get; }
}
