namespace StencilJit.Tool.Doctor;

/// <summary>Finds programs in PATH.</summary>
internal static class ProgramFinder
{
    /// <summary>The path of the first of the names that there is, some of which may be whole paths; null where there is none.</summary>
    public static string? Find(params ReadOnlySpan<string> names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
            foreach (var folder in folders)
                if (Path.Combine(folder, name) is var path && File.Exists(path))
                    return path;
        return null;
    }
}
