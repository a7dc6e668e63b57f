namespace StencilJit.Wasm;

/// <summary>What an import or an export names; the numbers are those of the binary format (5.5.5).</summary>
public enum ExternalKind : byte
{
    /// <summary>A function.</summary>
    Function = 0,

    /// <summary>A table.</summary>
    Table = 1,

    /// <summary>A memory.</summary>
    Memory = 2,

    /// <summary>A global variable.</summary>
    Global = 3,
}
