namespace StencilJit.Wasm;

/// <summary>The type of a linear memory.</summary>
/// <param name="Limits">Its size in pages.</param>
public readonly record struct MemoryType(Limits Limits)
{
    /// <summary>The bytes in a page.</summary>
    public const int PageSize = 65536;

    /// <summary>The most pages that a memory can have.</summary>
    public const uint MaximumPages = 65536;
}
