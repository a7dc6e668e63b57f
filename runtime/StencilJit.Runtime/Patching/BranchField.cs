namespace StencilJit.Runtime.Patching;

/// <summary>Reads back how far a finished branch goes.</summary>
internal static class BranchField
{
    /// <summary>The distance from the field to the branch's target, plus the patch's addend.</summary>
    /// <param name="word">The 32 bits at the field.</param>
    /// <param name="kind">The patch's kind, one of those that branches have.</param>
    public static int Read(int word, PatchKind kind) => kind switch
    {
        PatchKind.Rel32 => word,
        PatchKind.Branch26 => Scaled(word, low: 0, width: 26),
        PatchKind.Branch19 => Scaled(word, low: 5, width: 19),
        PatchKind.Branch14 => Scaled(word, low: 5, width: 14),
        _ => throw new InvalidOperationException(
            $"Patch kind {kind} is none of a branch: the stencil table is damaged; rebuild the project that generated it."),
    };

    /// <summary>A signed number of instructions, in bytes.</summary>
    private static int Scaled(int word, int low, int width) => word << (32 - low - width) >> (32 - width) << 2;
}
