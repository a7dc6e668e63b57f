using System.Text;

namespace StencilJit.Tool.Cli;

/// <summary>Writes files at once or not at all.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text; folders on the way are made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it holds then.</param>
    /// <param name="cancellation">Stops before the file is there.</param>
    /// <exception cref="ToolException">The file cannot be written; what was there before still is.</exception>
    public static void Write(string path, string text, CancellationToken cancellation = default)
    {
        if (Directory.Exists(path))
            throw new ToolException($"{path} is a folder: name a file in it.");
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            File.WriteAllText(temporary, text, Utf8);
            cancellation.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            if (e is OperationCanceledException)
                throw;
            throw new ToolException($"{path} cannot be written: {e.Message}");
        }
    }
}
