namespace StencilJit.Build.Sets;

/// <summary>A Stencil item with its defaults filled in.</summary>
/// <param name="Path">The C file's full path.</param>
/// <param name="Set">The name of its set.</param>
/// <param name="Class">The class that the set shall become; empty for the default one.</param>
/// <param name="Accessibility">That class's accessibility.</param>
/// <param name="Targets">The runtime identifiers to compile for.</param>
internal sealed record StencilSource(string Path, string Set, string Class, string Accessibility, IReadOnlyList<string> Targets)
{
    /// <summary>The folder that the file is in.</summary>
    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path)!;
}
