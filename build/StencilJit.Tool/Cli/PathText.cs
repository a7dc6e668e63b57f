namespace StencilJit.Tool.Cli;

/// <summary>Writes paths for people.</summary>
internal static class PathText
{
    /// <summary>A path relative to the current directory where it is below, else as it is; with slashes.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }
}
