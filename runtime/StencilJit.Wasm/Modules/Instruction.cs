namespace StencilJit.Wasm;

/// <summary>An instruction in a module's bytes.</summary>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">Its bytes, with those of its immediates.</param>
/// <param name="Text">The instruction as in the text format, such as <c>i32.load offset=16</c>; indices stand for names.</param>
public readonly record struct Instruction(int Offset, int Length, string Text);
