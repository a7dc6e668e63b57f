namespace StencilJit.Wasm.Compilation;

/// <summary>What the compiler keeps of a local.</summary>
internal struct LocalState
{
    /// <summary>The register that it lives in, or <see cref="Registers.None"/>.</summary>
    public int Home;

    /// <summary>How many operands of kind Local stand for it.</summary>
    public int Readers;
}
