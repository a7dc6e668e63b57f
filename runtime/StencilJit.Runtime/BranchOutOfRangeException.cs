using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <summary>
/// A branch or an address computation in stitched code cannot reach its target. The writer's code is incomplete then:
/// dispose the writer. Only on AArch64; on x86-64 code reaches all of its heap.
/// </summary>
public sealed class BranchOutOfRangeException : Exception
{
    /// <summary>Makes the exception with a message.</summary>
    public BranchOutOfRangeException(string message)
        : base(message)
    {
    }

    internal static BranchOutOfRangeException Create(PatchKind kind, long address, long distance, long reach) =>
        distance % 4 != 0
            ? new($"The {kind} at 0x{address:x} branches {distance} bytes, which is no multiple of 4: its target is no instruction.")
            : new($"The {kind} at 0x{address:x} must reach {distance} bytes, but reaches {reach} in either direction. "
                + "Split the code into smaller functions, or give its module a code heap of its own.");
}
