using StencilJit.Compiler;
using StencilJit.Compiler.Targets;

namespace StencilJit.Tool.Sets;

/// <summary>A folder with the C sources of a stencil set, and its locks in <c>locks/</c>.</summary>
/// <param name="Path">The folder's full path.</param>
/// <param name="IncludeDirectories">Folders that headers are searched in.</param>
internal sealed record StencilFolder(string Path, IReadOnlyList<string> IncludeDirectories)
{
    public const string LockFolderName = "locks";

    public const string LockExtension = ".stencils";

    /// <summary>The folder's name: what the set is called on the command line.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public string LockFolder => System.IO.Path.Combine(Path, LockFolderName);

    /// <summary>The C files, sorted.</summary>
    public IReadOnlyList<string> Sources => [.. Directory.EnumerateFiles(Path, "*.c").Order(StringComparer.Ordinal)];

    /// <summary>The targets that there are locks for, sorted.</summary>
    public IReadOnlyList<string> LockedTargets =>
        Directory.Exists(LockFolder)
            ? [.. Directory.EnumerateFiles(LockFolder, "*" + LockExtension).Select(file => System.IO.Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
            : [];

    public string LockPath(string target) => System.IO.Path.Combine(LockFolder, target + LockExtension);

    /// <summary>The targets that the set is compiled for: those that were asked for, those it has locks for, or all that are known.</summary>
    public IReadOnlyList<string> TargetsToCompile(IReadOnlyList<string> asked) =>
        asked.Count > 0 ? asked
        : LockedTargets is { Count: > 0 } locked ? locked
        : [.. TargetDescription.All.Select(target => target.Rid)];

    /// <summary>What the compiler is asked for to make the lock of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="clang">The clang to use; null to search.</param>
    /// <param name="flags">Further arguments for clang; null for none.</param>
    public CompileRequest Request(string target, string? clang = null, IReadOnlyList<string>? flags = null) => new()
    {
        SetFolder = Path,
        Sources = Sources,
        IncludeDirectories = IncludeDirectories,
        Target = target,
        ClangPath = clang,
        ExtraArguments = flags ?? [],
    };
}
