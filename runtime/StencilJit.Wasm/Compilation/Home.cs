namespace StencilJit.Wasm.Compilation;

/// <summary>A register that a local lives in, and how it is brought there and to its slot.</summary>
internal struct Home
{
    /// <summary>The offset of its frame slot.</summary>
    public ulong Offset;

    /// <summary>The stencil that loads the register from its slot, if that is near.</summary>
    public int Load;

    /// <summary>The stencil that stores it there.</summary>
    public int Store;

    public int Local;

    /// <summary>Whether stencils can name its slot.</summary>
    public readonly bool IsNear => Offset <= WasmStencils.SlotLimit;
}
