namespace StencilJit.Wasm.Wasi;

/// <summary>The arguments of a call of a WASI function; 32-bit ones are zero-extended.</summary>
internal readonly ref struct WasiArguments
{
    private readonly ReadOnlySpan<ulong> _values;

    public WasiArguments(ReadOnlySpan<ulong> values) => _values = values;

    /// <summary>A 32-bit argument: an address, a length, a descriptor, flags.</summary>
    public uint this[int index] => (uint)_values[index];

    /// <summary>A 64-bit argument: a position, a time, rights.</summary>
    public ulong Wide(int index) => _values[index];
}
