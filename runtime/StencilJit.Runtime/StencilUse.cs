namespace StencilJit.Runtime;

/// <summary>A stencil that is to be stitched, for <see cref="CodeWriter.EmitAll"/>: one without labels and with up to four holes.</summary>
/// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
/// <param name="v0">The first hole's value; like the others, it does not matter where there are fewer.</param>
/// <param name="v1">The second hole's value.</param>
/// <param name="v2">The third hole's value.</param>
/// <param name="v3">The fourth hole's value.</param>
public readonly struct StencilUse(int variant, ulong v0 = 0, ulong v1 = 0, ulong v2 = 0, ulong v3 = 0)
{
    /// <summary>The stencil's number in the table, plus the choice of its registers.</summary>
    public int Variant { get; } = variant;

    /// <summary>The first hole's value.</summary>
    public ulong V0 { get; } = v0;

    /// <summary>The second hole's value.</summary>
    public ulong V1 { get; } = v1;

    /// <summary>The third hole's value.</summary>
    public ulong V2 { get; } = v2;

    /// <summary>The fourth hole's value.</summary>
    public ulong V3 { get; } = v3;
}
