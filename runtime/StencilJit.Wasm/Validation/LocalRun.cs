namespace StencilJit.Wasm.Validation;

/// <summary>Locals of one type that are declared together.</summary>
internal readonly record struct LocalRun(int Count, ValueKind Type);
