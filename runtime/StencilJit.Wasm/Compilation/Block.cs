using StencilJit.Runtime;

namespace StencilJit.Wasm.Compilation;

/// <summary>What the compiler keeps of an open block, beside what the validator knows.</summary>
internal struct Block
{
    /// <summary>Where branches to the block go; made when the first one needs it.</summary>
    public Label Label;

    /// <summary>Whether <see cref="Label"/> exists.</summary>
    public bool HasLabel;

    /// <summary>Where an if goes on when its condition is zero.</summary>
    public Label Otherwise;
}
