namespace StencilJit.Compiler.Objects;

/// <summary>A section of an object file.</summary>
/// <param name="Name">Its name, in Mach-O without the segment's.</param>
/// <param name="Address">What symbols in it count from; 0 in ELF.</param>
/// <param name="Contents">Its bytes.</param>
/// <param name="Relocations">The fields that a linker would fill, ordered by offset.</param>
internal sealed record ObjectSection(string Name, ulong Address, byte[] Contents, IReadOnlyList<ObjectRelocation> Relocations);
