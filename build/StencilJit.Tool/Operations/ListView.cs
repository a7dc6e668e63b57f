namespace StencilJit.Tool.Operations;

/// <summary>What <c>list</c> shows.</summary>
/// <param name="Sets">The sets.</param>
internal sealed record ListView(IReadOnlyList<ListedSet> Sets);

/// <summary>A set in <see cref="ListView"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Where it is.</param>
/// <param name="Targets">Its targets, with totals over the stencils that are listed.</param>
/// <param name="Stencils">Its stencils.</param>
/// <param name="Sharing">Targets that share their code with one of <paramref name="Targets"/>.</param>
internal sealed record ListedSet(
    string Name, string Folder, IReadOnlyList<ListedTarget> Targets, IReadOnlyList<ListedStencil> Stencils, IReadOnlyList<ListedSharing> Sharing);

/// <summary>A target that shares its code with another one.</summary>
/// <param name="Target">Its runtime identifier.</param>
/// <param name="Base">The other target's.</param>
/// <param name="Compiler">What compiled the lock.</param>
/// <param name="Different">The stencils that differ, with their sizes on this target.</param>
internal sealed record ListedSharing(string Target, string Base, string Compiler, IReadOnlyList<ListedStencil> Different);

/// <summary>A target in <see cref="ListView"/>.</summary>
/// <param name="Target">Its runtime identifier.</param>
/// <param name="Compiler">What compiled the lock.</param>
/// <param name="Stencils">How many stencils are listed.</param>
/// <param name="Bytes">The bytes of their code.</param>
/// <param name="DataBytes">The bytes of the whole set's constants.</param>
internal sealed record ListedTarget(string Target, string Compiler, int Stencils, long Bytes, int DataBytes);

/// <summary>A stencil in <see cref="ListView"/>.</summary>
/// <param name="Operation">The micro-op's name.</param>
/// <param name="Placement">Where its operands and result are.</param>
/// <param name="Kind">How it relates to the code around it.</param>
/// <param name="Source">Its place in the C sources.</param>
/// <param name="Holes">Its holes, as <c>name kind</c>.</param>
/// <param name="Sizes">Its size on each target that has it.</param>
internal sealed record ListedStencil(string Operation, string Placement, string Kind, string Source, IReadOnlyList<string> Holes, IReadOnlyList<ListedSize> Sizes);

/// <summary>A stencil's size on one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Bytes">The bytes of its code.</param>
/// <param name="Patches">How many fields are patched.</param>
internal sealed record ListedSize(string Target, int Bytes, int Patches);
