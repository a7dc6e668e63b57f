using System.Runtime.InteropServices;

namespace StencilJit.Runtime;

/// <summary>A stencil that is to be stitched, for <see cref="CodeWriter.EmitAll"/>: one without labels and with up to four holes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly unsafe struct StencilUse
{
    /// <summary>How many holes a stencil has at most here; a power of two.</summary>
    internal const int MaximumHoles = 4;

    // The values stand in a row, where a patch's number finds its own.
    private readonly ulong v0;
    private readonly ulong v1;
    private readonly ulong v2;
    private readonly ulong v3;

    /// <summary>A stencil and the values of its holes.</summary>
    /// <param name="variant">The stencil's number in the table, plus the choice of its registers.</param>
    /// <param name="v0">The first hole's value; like the others, it does not matter where there are fewer.</param>
    /// <param name="v1">The second hole's value.</param>
    /// <param name="v2">The third hole's value.</param>
    /// <param name="v3">The fourth hole's value.</param>
    public StencilUse(int variant, ulong v0 = 0, ulong v1 = 0, ulong v2 = 0, ulong v3 = 0)
    {
        Variant = variant;
        this.v0 = v0;
        this.v1 = v1;
        this.v2 = v2;
        this.v3 = v3;
    }

    /// <summary>The stencil's number in the table, plus the choice of its registers.</summary>
    public int Variant { get; }

    /// <summary>The first hole's value.</summary>
    public ulong V0 => v0;

    /// <summary>The second hole's value.</summary>
    public ulong V1 => v1;

    /// <summary>The third hole's value.</summary>
    public ulong V2 => v2;

    /// <summary>The fourth hole's value.</summary>
    public ulong V3 => v3;
}
