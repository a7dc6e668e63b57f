namespace StencilJit.Wasm;

/// <summary>What keeps loads and stores within their memory.</summary>
public enum BoundsChecks
{
    /// <summary>Instructions ahead of each access that compare the address with the memory's size.</summary>
    Explicit,

    /// <summary>
    /// Address space without access behind each memory, which a wild access faults in: faster, and each memory reserves
    /// 8 GiB of address space. On Linux only.
    /// </summary>
    Guard,
}
