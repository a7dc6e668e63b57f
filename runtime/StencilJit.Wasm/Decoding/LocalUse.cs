namespace StencilJit.Wasm.Decoding;

/// <summary>How a local is used, as far as <see cref="LocalUses"/> saw. Instructions are known by where they are in memory.</summary>
internal struct LocalUse
{
    /// <summary>How often, weighed: wide enough for the uses in all code there may be.</summary>
    public long Weight;

    /// <summary>The instruction that what the last local.get reads is pushed before.</summary>
    public nint LastRead;

    /// <summary>The last local.set or local.tee.</summary>
    public nint LastWrite;
}
