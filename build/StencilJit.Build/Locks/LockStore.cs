using System.Text;
using StencilJit.Model;

namespace StencilJit.Build.Locks;

/// <summary>Reads and writes lock files.</summary>
internal static class LockStore
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads a lock.</summary>
    /// <returns>The set; null where there is no lock.</returns>
    /// <exception cref="LockFormatException">The lock is damaged.</exception>
    public static StencilSet? Read(string path) => File.Exists(path) ? StencilLockReader.Read(File.ReadAllText(path)) : null;

    /// <summary>Writes a lock at once or not at all; leaves a lock alone that already says the same.</summary>
    public static void Write(string path, StencilSet set)
    {
        var text = StencilLockWriter.Write(set);
        if (File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            File.WriteAllText(temporary, text, Utf8);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
