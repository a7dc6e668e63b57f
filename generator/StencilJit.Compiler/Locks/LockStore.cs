using System.Text;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Locks;

/// <summary>
/// Reads and writes lock files. What targets of one architecture have in common stands in the lock of one of them
/// (<see cref="TargetDescription.Base"/>), in the same folder.
/// </summary>
public static class LockStore
{
    private const string Extension = ".stencils";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads a lock.</summary>
    /// <param name="path">The lock file.</param>
    /// <returns>The set; null where there is no lock.</returns>
    /// <exception cref="LockBaseException">The lock that it builds on is missing or has changed.</exception>
    /// <exception cref="LockFormatException">The lock is damaged.</exception>
    public static StencilSet? Read(string path) =>
        File.Exists(path) ? StencilLockReader.Read(File.ReadAllText(path), target => ReadText(BesideOf(path, target))) : null;

    /// <summary>
    /// Writes the locks of a set: all texts first, beside the locks, and then moves them there, so that an error leaves
    /// every lock as it was. Locks that already say the same are left alone; those that build on one that is written are
    /// written, too; folders are made.
    /// </summary>
    /// <param name="locks">The lock files, and what they shall hold.</param>
    /// <returns>The lock files that were written.</returns>
    /// <exception cref="LockWriteException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(IEnumerable<(string Path, StencilSet Set)> locks)
    {
        var sets = locks.ToDictionary(one => Path.GetFullPath(one.Path), one => one);
        var staged = new List<(string Temporary, string Path)>();
        var current = "";
        try
        {
            foreach (var (path, set) in sets.Values.Concat(FindDependents(sets.Keys)).ToList())
            {
                current = path;
                var text = StencilLockWriter.Write(set, FindBase(path, set, sets));
                if (IsSame(path, text))
                    continue;
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
                staged.Add((temporary, path));
                File.WriteAllText(temporary, text, Utf8);
            }

            foreach (var (temporary, path) in staged)
            {
                current = path;
                File.Move(temporary, path, overwrite: true);
            }

            return [.. staged.Select(file => file.Path)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LockWriteException(current, e);
        }
        finally
        {
            foreach (var (temporary, _) in staged.Where(file => File.Exists(file.Temporary)))
                File.Delete(temporary);
        }
    }

    /// <summary>Whether a lock file is what <see cref="Write"/> makes of a set, whatever line ends it was given on the way.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="set">The set.</param>
    /// <returns>False too where there is no such file.</returns>
    public static bool IsSame(string path, StencilSet set) =>
        IsSame(path, StencilLockWriter.Write(set, FindBase(path, set, new Dictionary<string, (string, StencilSet)>())));

    private static bool IsSame(string path, string text) => ReadText(path)?.ReplaceLineEndings("\n") == text;

    private static string? ReadText(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    private static string BesideOf(string path, string target) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, target + Extension);

    /// <summary>The set that another one's lock builds on: that which is written with it, or the one beside it.</summary>
    private static StencilSet? FindBase(string path, StencilSet set, IReadOnlyDictionary<string, (string Path, StencilSet Set)> written)
    {
        if (TargetDescription.All.FirstOrDefault(target => target.Rid == set.Target)?.Base is not { } target)
            return null;
        var file = BesideOf(path, target);
        return written.TryGetValue(file, out var known) ? known.Set : TryRead(file);
    }

    /// <summary>The locks that leave out what these hold.</summary>
    private static List<(string Path, StencilSet Set)> FindDependents(IEnumerable<string> paths)
    {
        var found = new List<(string Path, StencilSet Set)>();
        var written = paths.ToHashSet(StringComparer.Ordinal);
        foreach (var folder in written.Select(path => Path.GetDirectoryName(path)!).Distinct().Where(Directory.Exists).ToList())
            foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).Where(path => !written.Contains(path)))
                if (StencilLockReader.BaseOf(File.ReadAllText(path)) is { } target && written.Contains(BesideOf(path, target)) && TryRead(path) is { } set)
                    found.Add((path, set));
        return found;
    }

    // One that cannot be read has to be made again anyway.
    private static StencilSet? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (LockFormatException)
        {
            return null;
        }
    }
}
