namespace StencilJit.Compiler.Objects;

/// <summary>The sections of an object file that matter here, by name.</summary>
internal sealed record ObjectFile(IReadOnlyDictionary<string, ObjectSection> Sections);
