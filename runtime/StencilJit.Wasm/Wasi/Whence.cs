namespace StencilJit.Wasm.Wasi;

/// <summary>The interface's <c>whence</c>: what a seek counts from.</summary>
internal enum Whence : byte
{
    Set = 0,
    Current = 1,
    End = 2,
}
