namespace StencilJit.Tool.Export;

/// <summary>A set on one target as templates see it, under the name <c>set</c>; members in snake_case.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Target">The runtime identifier.</param>
/// <param name="Architecture"><c>X64</c> or <c>Arm64</c>.</param>
/// <param name="Compiler">What compiled it.</param>
/// <param name="Features">The processor features that the code needs.</param>
/// <param name="Pinned">The pinned pointers, the frame first.</param>
/// <param name="IntegerRegisters">How many integer registers hold operands.</param>
/// <param name="FloatRegisters">How many floating-point registers do.</param>
/// <param name="SlotLimit">The largest byte offset of a slot.</param>
/// <param name="Traps">The names of the traps.</param>
/// <param name="Data">The set's constants, bytes; to be placed at a multiple of 16.</param>
/// <param name="PatchKinds">The kinds of patches that occur, sorted by number.</param>
/// <param name="Stencils">The stencils, sorted by name, then placement.</param>
internal sealed record ExportedSet(
    string Name, string Target, string Architecture, string Compiler, IReadOnlyList<string> Features, IReadOnlyList<string> Pinned,
    int IntegerRegisters, int FloatRegisters, int SlotLimit, IReadOnlyList<string> Traps, IReadOnlyList<int> Data,
    IReadOnlyList<ExportedPatchKind> PatchKinds, IReadOnlyList<ExportedStencil> Stencils);

/// <summary>A kind of patch.</summary>
/// <param name="Name">Its name, as in <see cref="Model.PatchKind"/>.</param>
/// <param name="Number">Its number there.</param>
internal sealed record ExportedPatchKind(string Name, int Number);

/// <summary>A stencil in <see cref="ExportedSet"/>.</summary>
/// <param name="Name">The micro-op's name.</param>
/// <param name="Placement">The placement.</param>
/// <param name="Identifier">Both as one word of letters, digits and underscores, such as <c>add_ri_r</c>.</param>
/// <param name="Kind"><c>leaf</c>, <c>spilled</c> or <c>entry</c>.</param>
/// <param name="Documentation">What its comment says.</param>
/// <param name="Source">Its place in the C sources.</param>
/// <param name="FirstVariant">The number of its first variant in the whole set.</param>
/// <param name="Holes">Its holes, in order.</param>
/// <param name="Variants">One for each position of the register operands.</param>
internal sealed record ExportedStencil(
    string Name, string Placement, string Identifier, string Kind, string Documentation, string Source, int FirstVariant,
    IReadOnlyList<ExportedHole> Holes, IReadOnlyList<ExportedVariant> Variants);

/// <summary>A hole in <see cref="ExportedStencil"/>.</summary>
/// <param name="Name">Its name in C.</param>
/// <param name="Kind">What its value means, as in <see cref="Model.HoleKind"/> in lower case.</param>
internal sealed record ExportedHole(string Name, string Kind);

/// <summary>A variant in <see cref="ExportedStencil"/>.</summary>
/// <param name="CodeOffset">Where its bytes would stand if those of all variants followed each other.</param>
/// <param name="PatchOffset">The same for its patches, in patches.</param>
/// <param name="Code">Its bytes; patched fields are zero.</param>
/// <param name="Patches">Its patches, by offset.</param>
internal sealed record ExportedVariant(int CodeOffset, int PatchOffset, IReadOnlyList<int> Code, IReadOnlyList<ExportedPatch> Patches);

/// <summary>A patch in <see cref="ExportedVariant"/>.</summary>
/// <param name="Offset">The field's byte offset.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="KindNumber">The number of its kind.</param>
/// <param name="Source"><c>hole</c>, <c>data</c> or <c>trap</c>.</param>
/// <param name="SourceNumber">The number of its source: 0 hole, 1 data, 2 trap.</param>
/// <param name="Index">Which hole or trap.</param>
/// <param name="Addend">Added to the value.</param>
internal sealed record ExportedPatch(int Offset, string Kind, int KindNumber, string Source, int SourceNumber, int Index, long Addend);
