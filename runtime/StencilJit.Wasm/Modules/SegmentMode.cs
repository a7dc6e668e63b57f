namespace StencilJit.Wasm;

/// <summary>What becomes of an element or data segment when its module is instantiated.</summary>
public enum SegmentMode : byte
{
    /// <summary>It is copied to its table or memory.</summary>
    Active,

    /// <summary>Nothing: instructions copy from it.</summary>
    Passive,

    /// <summary>Nothing: it only declares functions that ref.func may name.</summary>
    Declarative,
}
