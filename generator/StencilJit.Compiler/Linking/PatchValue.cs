namespace StencilJit.Compiler.Linking;

/// <summary>What a patch of a micro-op refers to, in words that mean the same in every set.</summary>
internal abstract record PatchValue
{
    /// <summary>One of the stencil's holes, by its position among them.</summary>
    internal sealed record Hole(int Index) : PatchValue;

    /// <summary>A trap, by its name.</summary>
    internal sealed record Trap(string Name) : PatchValue;

    /// <summary>A constant in the set's data part, by its bytes.</summary>
    internal sealed record Constant(byte[] Bytes) : PatchValue;
}
