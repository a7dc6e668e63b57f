using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Sets;

/// <summary>Finds the stencil sets that a command works on.</summary>
internal static class SetLocator
{
    private const string Header = "stenciljit.h";

    private const int MostFolders = 5000;

    private static readonly HashSet<string> Skipped = ["bin", "obj", "node_modules", "artifacts"];

    /// <summary>Finds sets.</summary>
    /// <param name="given">Folders or names of sets; empty for all at or below the current directory.</param>
    /// <param name="includes">Folders that headers are searched in, before the tool's own one.</param>
    /// <exception cref="ToolException">There is none, or not the one that was named.</exception>
    public static IReadOnlyList<StencilFolder> Find(IReadOnlyList<string> given, IReadOnlyList<string> includes)
    {
        var current = Directory.GetCurrentDirectory();
        if (given.Count > 0)
            return [.. given.Select(name => Named(name, current, includes))];
        var found = Below(current).Select(folder => Create(folder, includes)).ToList();
        return found.Count > 0
            ? found
            : throw new ToolException($"There is no stencil set at or below {current}: a set is a folder with C sources and '{StencilFolder.LockFolderName}/*{StencilFolder.LockExtension}' made of them. Name one with --set FOLDER.");
    }

    private static StencilFolder Named(string name, string current, IReadOnlyList<string> includes)
    {
        var path = Path.GetFullPath(name);
        if (Path.GetFileName(path) == StencilFolder.LockFolderName)
            path = Path.GetDirectoryName(path)!;
        if (IsSet(path))
            return Create(path, includes);
        var sets = Below(current);
        if (sets.FirstOrDefault(folder => Path.GetFileName(folder) == name) is { } below)
            return Create(below, includes);
        throw new ToolException(Directory.Exists(path)
            ? $"--set {name}: the folder has no C source and no '{StencilFolder.LockFolderName}/*{StencilFolder.LockExtension}', so it is no stencil set."
            : $"--set {name}: there is no such folder, and no set of this name below {current}. {NearestNames.Advice(name, sets.Select(Path.GetFileName)!, "Sets are folders with C sources and locks made of them.")}");
    }

    private static StencilFolder Create(string folder, IReadOnlyList<string> includes) =>
        new(folder, [.. includes.Select(Path.GetFullPath), .. HeaderFolders(folder)]);

    // The header that comes with a set's own tree is the one that its locks were made with.
    private static IEnumerable<string> HeaderFolders(string folder)
    {
        for (var parent = folder; parent is not null; parent = Path.GetDirectoryName(parent))
        {
            var include = Path.Combine(parent, "include");
            if (File.Exists(Path.Combine(include, Header)))
                return [include];
        }

        return [Path.Combine(AppContext.BaseDirectory, "include")];
    }

    // Level by level, and not through a whole disk where somebody stands at its root.
    private static List<string> Below(string folder)
    {
        var sets = new List<string>();
        var waiting = new Queue<string>([folder]);
        for (var visited = 0; visited < MostFolders && waiting.TryDequeue(out var next); visited++)
        {
            if (HasLocks(next))
                sets.Add(next);
            else
                foreach (var child in Children(next))
                    waiting.Enqueue(child);
        }

        sets.Sort(StringComparer.Ordinal);
        return sets;
    }

    private static IEnumerable<string> Children(string folder)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder).EnumerateDirectories()
                    .Where(child => child.Name[0] != '.' && !Skipped.Contains(child.Name) && child.LinkTarget is null)
                    .Select(child => child.FullName),
            ];
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }

    private static bool IsSet(string folder) => HasLocks(folder) || (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.c").Any());

    private static bool HasLocks(string folder) =>
        Path.Combine(folder, StencilFolder.LockFolderName) is var locks && Directory.Exists(locks) && Directory.EnumerateFiles(locks, "*" + StencilFolder.LockExtension).Any();
}
