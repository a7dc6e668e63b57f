namespace StencilJit.Compiler.Objects;

/// <summary>A symbol of an object file.</summary>
/// <param name="Name">Its name; empty for the one that ELF has for a section.</param>
/// <param name="Section">The section that it is in; empty where it is undefined.</param>
/// <param name="Address">Where it is, counted as <see cref="ObjectSection.Address"/> is.</param>
internal sealed record ObjectSymbol(string Name, string Section, ulong Address);
