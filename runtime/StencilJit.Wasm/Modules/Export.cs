namespace StencilJit.Wasm;

/// <summary>Something that a module offers.</summary>
/// <param name="Name">The name it is known by outside.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Its index among everything of that kind, imports first.</param>
public readonly record struct Export(string Name, ExternalKind Kind, int Index);
