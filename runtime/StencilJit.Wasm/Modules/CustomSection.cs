namespace StencilJit.Wasm;

/// <summary>A section whose meaning is not WebAssembly's (2.5, appendix).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its contents after the name: a part of the module's bytes.</param>
public readonly record struct CustomSection(string Name, ReadOnlyMemory<byte> Bytes);
