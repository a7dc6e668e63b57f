namespace StencilJit.Wasm;

/// <summary>Something that modules import and export: a function, a table, a memory or a global (4.2.10, "external value").</summary>
public abstract class External
{
    private protected External(Store store) => Store = store;

    /// <summary>The store that it lives in.</summary>
    public Store Store { get; }

    /// <summary>What it is.</summary>
    public abstract ExternalKind Kind { get; }
}
