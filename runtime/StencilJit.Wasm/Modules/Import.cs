namespace StencilJit.Wasm;

/// <summary>Something that a module needs from outside. Only the type that <see cref="Kind"/> names is meaningful.</summary>
public sealed record Import
{
    /// <summary>The name of the module that it comes from.</summary>
    public required string Module { get; init; }

    /// <summary>Its name there.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required ExternalKind Kind { get; init; }

    /// <summary>The type of an imported function, as an index into <see cref="Module.Types"/>.</summary>
    public int TypeIndex { get; init; }

    /// <summary>The type of an imported table.</summary>
    public TableType Table { get; init; }

    /// <summary>The type of an imported memory.</summary>
    public MemoryType Memory { get; init; }

    /// <summary>The type of an imported global.</summary>
    public GlobalType Global { get; init; }
}
