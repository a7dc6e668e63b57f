namespace StencilJit.Wasm;

/// <summary>How large a table (in elements) or a memory (in pages) is at first, and may become.</summary>
/// <param name="Minimum">The initial size.</param>
/// <param name="Maximum">The largest size, or null where the module sets none.</param>
public readonly record struct Limits(uint Minimum, uint? Maximum)
{
    /// <summary>Whether something of these limits may be given where <paramref name="required"/> is imported (4.5.3).</summary>
    public bool Matches(Limits required) =>
        Minimum >= required.Minimum
        && (required.Maximum is not { } largest || (Maximum is { } own && own <= largest));
}
