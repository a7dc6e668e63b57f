using System.Collections.Immutable;

namespace StencilJit.Wasm.Wasi;

/// <summary>A place within a directory that a program was given; no part of the way there is a symbolic link.</summary>
/// <param name="Root">The directory that the program was given.</param>
/// <param name="Names">The way from there.</param>
/// <param name="MustBeDirectory">Whether the program's path ended in a slash.</param>
internal readonly record struct SandboxPath(string Root, ImmutableArray<string> Names, bool MustBeDirectory)
{
    public string HostPath => Names.IsEmpty ? Root : Path.Join([Root, .. Names]);

    /// <summary>What the symbolic link there refers to, or null where there is none.</summary>
    public string? LinkTarget => new FileInfo(HostPath).LinkTarget;

    /// <summary>What is there: a link itself, not what it refers to. Null where nothing is.</summary>
    public FileType? Type => HostFile.TypeOf(HostPath);
}
