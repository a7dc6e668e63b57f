using StencilJit.Compiler.Clang;

namespace StencilJit.Compiler.Discovery;

/// <summary>Looks for a clang whose output a libLLVM can read.</summary>
/// <param name="machine">Where to look.</param>
/// <param name="library">libLLVM's version.</param>
/// <param name="probe">Asks an executable what it is; null where it does not say.</param>
internal sealed class ClangSearch(Machine machine, Version library, Func<string, ClangTool?> probe)
{
    private readonly List<string> unfit = [];

    /// <summary>What was found and cannot be used, each with the reason.</summary>
    public IReadOnlyList<string> Unfit => unfit;

    /// <summary>The first candidate that fits; null where none does.</summary>
    public ClangTool? Find()
    {
        foreach (var path in Candidates())
            if (probe(path) is { } tool && Fits(tool))
                return tool;
        return null;
    }

    /// <summary>Executables that are there, the newest version first, those that do not tell theirs last.</summary>
    public IEnumerable<string> Candidates()
    {
        if (machine.Variable(LibrarySearch.FolderVariable) is { } folder)
            return Existing([LlvmFolders.Clang(machine, folder)]);
        var versions = LlvmVersions.All.Concat(LlvmVersions.TooOld).Order().Reverse();
        return Existing(
        [
            .. versions.SelectMany(version => InPath($"clang-{version}").Concat(LlvmFolders.OfVersion(machine, version).Select(place => LlvmFolders.Clang(machine, place)))),
            .. InPath("clang"),
            .. LlvmFolders.OfAnyVersion(machine).Select(place => LlvmFolders.Clang(machine, place)),
        ]);
    }

    /// <summary>Whether a clang can be used; if not, it is noted.</summary>
    public bool Fits(ClangTool tool)
    {
        var reason = tool switch
        {
            // Apple counts its own versions, and its bitcode may be newer than any libLLVM's.
            { IsApple: true } => $"is Apple's own, {tool.Version}",
            _ when tool.Major < LlvmVersions.Oldest => $"is {tool.Version}, older than {LlvmVersions.Oldest}",
            _ when tool.Major > library.Major => $"is {tool.Version}, newer than libLLVM {library}",
            _ => null,
        };
        if (reason is not null)
            unfit.Add($"{tool.Path} {reason}");
        return reason is null;
    }

    private IEnumerable<string> InPath(string name) => machine.CommandFolders.Select(folder => Path.Combine(folder, machine.Executable(name)));

    private static IEnumerable<string> Existing(IEnumerable<string> paths) => paths.Where(File.Exists).Distinct();
}
