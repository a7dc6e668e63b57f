namespace StencilJit.Wasm.Compilation;

/// <summary>A register that a local lives in, and what is often asked of that local.</summary>
internal struct Home
{
    public int Local;

    /// <summary>The local's type.</summary>
    public ValueKind Type;

    /// <summary>Whether stencils can name its slot.</summary>
    public bool IsNear;

    /// <summary>The local's bit in the masks of loops.</summary>
    public ulong Bit;

    /// <summary>The position of the last local.get of it among the instructions, -1 for nowhere.</summary>
    public int LastRead;

    /// <summary>Its frame slot.</summary>
    public int Slot;

    /// <summary>The stencil that loads the register from its slot, if that is near.</summary>
    public int Load;

    /// <summary>The stencil that stores it there.</summary>
    public int Store;
}
