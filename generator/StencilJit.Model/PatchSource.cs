namespace StencilJit.Model;

/// <summary>Where the value of a patch comes from.</summary>
public enum PatchSource
{
    /// <summary>One of the stencil's holes; <see cref="Patch.Index"/> is its position in <see cref="Stencil.Holes"/>.</summary>
    Hole,

    /// <summary>The address of the set's read-only data in the code heap.</summary>
    Data,

    /// <summary>The code registered for a trap; <see cref="Patch.Index"/> is its position in <see cref="StencilSet.Traps"/>.</summary>
    Trap,
}
