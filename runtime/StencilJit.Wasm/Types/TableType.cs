namespace StencilJit.Wasm;

/// <summary>The type of a table.</summary>
/// <param name="Element">The reference type of its elements.</param>
/// <param name="Limits">Its size in elements.</param>
public readonly record struct TableType(ValueKind Element, Limits Limits);
