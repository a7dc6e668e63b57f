namespace StencilJit.Wasm;

/// <summary>The type of a global variable.</summary>
/// <param name="Value">The type of its value.</param>
/// <param name="IsMutable">Whether it can be set after its initialisation.</param>
public readonly record struct GlobalType(ValueKind Value, bool IsMutable);
