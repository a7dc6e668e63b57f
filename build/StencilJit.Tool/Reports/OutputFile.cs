using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Reports;

/// <summary>Writes files that are there as a whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes text to a file; what was there stays until all is written.</summary>
    /// <exception cref="ToolException">It cannot be written; the message has the system's reason.</exception>
    public static void Write(string path, string text, CancellationToken cancellation = default)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new ToolException($"{path} is a folder: name a file in it.");
        var temporary = $"{full}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(temporary, text);
            cancellation.ThrowIfCancellationRequested();
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e)
        {
            Remove(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw new ToolException($"{path} cannot be written: {e.Message}");
            throw;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where it could not be written, it is not there either.
        }
    }
}
