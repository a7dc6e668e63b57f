namespace StencilJit.Runtime;

/// <summary>A range of a code heap that one writer owns.</summary>
/// <param name="Offset">Where it starts in the heap.</param>
/// <param name="Length">Its bytes, of which the last <see cref="Slack"/> are never part of the code.</param>
/// <param name="WasUsed">Whether other code may have run there before.</param>
internal readonly record struct CodeLease(long Offset, long Length, bool WasUsed)
{
    /// <summary>Room for what copying whole vectors and dummy patches write past the end of a stencil.</summary>
    public const int Slack = 64;
}
