using System.Text;
using StencilJit.Model;

namespace StencilJit.Compiler.Locks;

/// <summary>Reads and writes lock files.</summary>
public static class LockStore
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads a lock.</summary>
    /// <param name="path">The lock file.</param>
    /// <returns>The set; null where there is no lock.</returns>
    /// <exception cref="LockFormatException">The lock is damaged.</exception>
    public static StencilSet? Read(string path) => File.Exists(path) ? StencilLockReader.Read(File.ReadAllText(path)) : null;

    /// <summary>
    /// Writes the locks of a set: all texts first, beside the locks, and then moves them there, so that an error leaves
    /// every lock as it was. Locks that already say the same are left alone; folders are made.
    /// </summary>
    /// <param name="locks">The lock files, and what they shall hold.</param>
    /// <returns>The lock files that were written.</returns>
    /// <exception cref="LockWriteException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(IEnumerable<(string Path, StencilSet Set)> locks)
    {
        var staged = new List<(string Temporary, string Path)>();
        var current = "";
        try
        {
            foreach (var (path, set) in locks)
            {
                current = path;
                var text = StencilLockWriter.Write(set);
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

    /// <summary>Whether a lock file has a text, whatever line ends it was given on the way.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="text">The text, with LF.</param>
    /// <returns>False too where there is no such file.</returns>
    public static bool IsSame(string path, string text) => File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text;
}
