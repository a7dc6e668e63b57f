namespace StencilJit.Wasm.Wasi;

/// <summary>The interface's <c>fstflags</c>: which times to set, and to what.</summary>
[Flags]
internal enum TimeFlags : ushort
{
    None = 0,
    Access = 1,
    AccessNow = 2,
    Modification = 4,
    ModificationNow = 8,
    All = 15,
}
