namespace StencilJit.Wasm;

/// <summary>Where the code of a function is in the module's bytes: its locals and instructions, without the size before them.</summary>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">The number of bytes.</param>
public readonly record struct FunctionBody(int Offset, int Length);
