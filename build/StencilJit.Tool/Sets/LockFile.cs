using StencilJit.Model;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Sets;

/// <summary>Reads locks, with errors that name the file.</summary>
internal static class LockFile
{
    private const string NameWord = "set ";

    /// <summary>Reads a lock.</summary>
    /// <exception cref="ToolException">It cannot be read, is of another version, or is damaged.</exception>
    public static StencilSet Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path, target => ReadBeside(path, target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads the text of a lock.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where it comes from, for messages.</param>
    /// <param name="readBase">Gives the text of the same set's lock for another target, which a lock may build on.</param>
    /// <exception cref="ToolException">It is of another version, or damaged.</exception>
    public static StencilSet Parse(string text, string path, Func<string, string?> readBase)
    {
        try
        {
            return StencilLockReader.Read(text, readBase);
        }
        catch (LockFormatException e)
        {
            throw new ToolException($"{path}({e.Line}): error SJ2001: {e.Message}");
        }
    }

    private static string? ReadBeside(string path, string target)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, target + StencilFolder.LockExtension);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    /// <summary>The name of a folder's set, as the second line of its locks says; where it has none, that of the folder.</summary>
    public static string SetName(StencilFolder folder) =>
        folder.LockedTargets.Select(target => File.ReadLines(folder.LockPath(target)).Skip(1).FirstOrDefault() ?? "")
            .Where(line => line.StartsWith(NameWord, StringComparison.Ordinal)).Select(line => line[NameWord.Length..].TrimEnd())
            .FirstOrDefault() ?? folder.Name;

    /// <summary>The locks of a set.</summary>
    /// <param name="folder">The set.</param>
    /// <param name="targets">The targets to read; empty for all that have a lock.</param>
    /// <exception cref="ToolException">A target has no lock, or a lock cannot be read.</exception>
    public static IReadOnlyList<StencilSet> ReadAll(StencilFolder folder, IReadOnlyList<string> targets)
    {
        var known = folder.LockedTargets;
        if (known.Count == 0)
            throw new ToolException($"{folder.Path} has no locks yet: build the project that it belongs to, or run: stenciljit compile --set \"{folder.Path}\"");
        foreach (var target in targets)
            if (!known.Contains(target))
                throw new ToolException($"--target {target}: {folder.Path} has locks for {string.Join(", ", known)}.");
        var chosen = targets.Count == 0 ? known : targets;
        return ReadAll([.. chosen.Select(folder.LockPath)]);
    }

    /// <summary>Several locks, read side by side: they are independent, and the largest part of most commands.</summary>
    /// <exception cref="ToolException">One cannot be read.</exception>
    public static IReadOnlyList<StencilSet> ReadAll(IReadOnlyList<string> paths)
    {
        var sets = new StencilSet[paths.Count];
        var errors = new ToolException?[paths.Count];
        Parallel.For(0, paths.Count, index =>
        {
            try
            {
                sets[index] = Read(paths[index]);
            }
            catch (ToolException e)
            {
                errors[index] = e;
            }
        });
        // What is wrong with one lock is also with those that build on it, which come after it.
        return errors.FirstOrDefault(error => error is not null) is { } first ? throw first : sets;
    }
}
