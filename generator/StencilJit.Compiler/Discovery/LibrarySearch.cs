namespace StencilJit.Compiler.Discovery;

/// <summary>Names the files that may be libLLVM.</summary>
internal static class LibrarySearch
{
    /// <summary>Names the library itself.</summary>
    public const string FileVariable = "STENCILJIT_LIBLLVM";

    /// <summary>Names the folder that LLVM is installed in: clang and libLLVM are taken from there.</summary>
    public const string FolderVariable = "STENCILJIT_LLVM";

    /// <summary>File names for the system's loader, and paths of files that are there; the newest version first.</summary>
    public static IEnumerable<string> Candidates(Machine machine)
    {
        if (machine.Variable(FileVariable) is { } file)
            return [file];
        if (machine.Variable(FolderVariable) is { } folder)
            return LlvmFolders.Libraries(machine, folder).Where(File.Exists);
        return
        [
            .. LlvmVersions.All.SelectMany(version => LoaderNames(machine, version).Concat(InFolders(machine, LlvmFolders.OfVersion(machine, version)))),
            .. machine.System == HostSystem.Windows ? ["LLVM-C.dll"] : Array.Empty<string>(),
            .. InFolders(machine, LlvmFolders.OfAnyVersion(machine)),
        ];
    }

    /// <summary>The one place that somebody asked to look at; null where there is none.</summary>
    public static string? NamedPlace(Machine machine) => machine.Variable(FileVariable) ?? machine.Variable(FolderVariable);

    /// <summary>Libraries that are there and too old.</summary>
    public static IEnumerable<string> TooOld(Machine machine)
        => LlvmVersions.TooOld.SelectMany(version => InFolders(machine, LlvmFolders.OfVersion(machine, version)));

    // What Debian and Fedora call the file, which lies where the loader looks.
    private static IEnumerable<string> LoaderNames(Machine machine, int version)
        => machine.System == HostSystem.Linux ? [$"libLLVM.so.{version}.1", $"libLLVM-{version}.so"] : [];

    private static IEnumerable<string> InFolders(Machine machine, IEnumerable<string> folders)
        => folders.SelectMany(folder => LlvmFolders.Libraries(machine, folder)).Where(File.Exists);
}
