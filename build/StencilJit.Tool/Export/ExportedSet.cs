namespace StencilJit.Tool.Export;

/// <summary>A set on one target as templates see it, under the name <c>set</c>; members in snake_case.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Target">The runtime identifier.</param>
/// <param name="Architecture"><c>X64</c> or <c>Arm64</c>.</param>
/// <param name="Compiler">What compiled it.</param>
/// <param name="Features">The processor features that the code needs.</param>
/// <param name="Pinned">The pinned pointers, the frame first.</param>
/// <param name="Integers">The registers that integer operands can be in; a choice is an index into them.</param>
/// <param name="Floats">The registers that floating-point operands can be in.</param>
/// <param name="SlotLimit">The largest byte offset of a slot.</param>
/// <param name="Traps">The names of the traps.</param>
/// <param name="Data">The set's constants, bytes; to be placed at a multiple of 16.</param>
/// <param name="PatchKinds">The kinds of patches that occur, sorted by number.</param>
/// <param name="Stencils">The stencils, sorted by name, then placement.</param>
internal sealed record ExportedSet(
    string Name, string Target, string Architecture, string Compiler, IReadOnlyList<string> Features, IReadOnlyList<string> Pinned,
    IReadOnlyList<ExportedRegister> Integers, IReadOnlyList<ExportedRegister> Floats, int SlotLimit, IReadOnlyList<string> Traps, IReadOnlyList<int> Data,
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
/// <param name="Holes">Its holes, in order.</param>
/// <param name="Registers">The registers that it leaves open: operands in order, then the result.</param>
/// <param name="CodeOffset">Where its bytes would stand if those of all stencils followed each other.</param>
/// <param name="PatchOffset">The same for its patches, in patches.</param>
/// <param name="RegisterOffset">The same for its registers.</param>
/// <param name="Code">Its bytes; patched fields are zero, and every register is number 0.</param>
/// <param name="Patches">Its patches, by offset.</param>
internal sealed record ExportedStencil(
    string Name, string Placement, string Identifier, string Kind, string Documentation, string Source,
    IReadOnlyList<ExportedHole> Holes, IReadOnlyList<ExportedOpenRegister> Registers, int CodeOffset, int PatchOffset, int RegisterOffset,
    IReadOnlyList<int> Code, IReadOnlyList<ExportedPatch> Patches);

/// <summary>A register that operands can be in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its number in machine code.</param>
internal sealed record ExportedRegister(string Name, int Number);

/// <summary>A register that a stencil leaves open.</summary>
/// <param name="Name">The operand, or <c>result</c>.</param>
/// <param name="IsFloat">Whether it is one of <see cref="ExportedSet.Floats"/>.</param>
/// <param name="Access"><c>read</c>, <c>write</c> or <c>update</c>; what is not only read must be in no other operand's register.</param>
/// <param name="BitOffset">Where its bits would stand if those of all registers of all stencils followed each other, in bits.</param>
/// <param name="Bits">The bits of code that hold its number.</param>
internal sealed record ExportedOpenRegister(string Name, bool IsFloat, string Access, int BitOffset, IReadOnlyList<ExportedBit> Bits);

/// <summary>A bit of code that is flipped where the number of a register has a bit set.</summary>
/// <param name="Position">The bit in the stencil's code: 8 times the byte, and the bit in it.</param>
/// <param name="NumberBit">The bit of the register's number.</param>
internal sealed record ExportedBit(int Position, int NumberBit);

/// <summary>A hole in <see cref="ExportedStencil"/>.</summary>
/// <param name="Name">Its name in C.</param>
/// <param name="Kind">What its value means, as in <see cref="Model.HoleKind"/> in lower case.</param>
internal sealed record ExportedHole(string Name, string Kind);

/// <summary>A patch in <see cref="ExportedStencil"/>.</summary>
/// <param name="Offset">The field's byte offset.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="KindNumber">The number of its kind.</param>
/// <param name="Source"><c>hole</c>, <c>data</c> or <c>trap</c>.</param>
/// <param name="SourceNumber">The number of its source: 0 hole, 1 data, 2 trap.</param>
/// <param name="Index">Which hole or trap.</param>
/// <param name="Addend">Added to the value.</param>
internal sealed record ExportedPatch(int Offset, string Kind, int KindNumber, string Source, int SourceNumber, int Index, long Addend);
