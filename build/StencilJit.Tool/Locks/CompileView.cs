namespace StencilJit.Tool.Locks;

/// <summary>What <c>compile</c> shows.</summary>
/// <param name="Sets">The sets.</param>
internal sealed record CompileView(IReadOnlyList<CompiledSet> Sets);

/// <summary>A set in <see cref="CompileView"/>.</summary>
/// <param name="Set">Its name.</param>
/// <param name="Folder">Where its sources are.</param>
/// <param name="Locks">Its locks.</param>
internal sealed record CompiledSet(string Set, string Folder, IReadOnlyList<CompiledLock> Locks);

/// <summary>A lock in <see cref="CompileView"/>.</summary>
/// <param name="Target">Its target.</param>
/// <param name="Path">The file.</param>
/// <param name="IsWritten">Whether it was written; it already said the same otherwise.</param>
/// <param name="Stencils">How many stencils it has.</param>
/// <param name="Bytes">The bytes of their code.</param>
/// <param name="Compiler">What compiled it.</param>
internal sealed record CompiledLock(string Target, string Path, bool IsWritten, int Stencils, long Bytes, string Compiler);
