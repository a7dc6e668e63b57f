namespace StencilJit.Compiler;

/// <summary>
/// Names inputs so that the names are the same on every machine: relative to the set's folder; or, as the package that
/// brings a header may lie anywhere, in angle brackets relative to the include directory that it is found in.
/// </summary>
internal sealed class InputNaming
{
    private readonly string setFolder;
    private readonly List<string> includeDirectories;

    public InputNaming(CompileRequest request)
    {
        setFolder = Path.GetFullPath(request.SetFolder);
        includeDirectories = [.. request.IncludeDirectories.Select(Path.GetFullPath)];
    }

    /// <summary>The name of a file.</summary>
    public string NameOf(string file)
    {
        file = Path.GetFullPath(file);
        if (Below(setFolder, file) is { } own)
            return own;
        var included = includeDirectories.Select(directory => Below(directory, file)).FirstOrDefault(name => name is not null);
        return included is null ? Path.GetRelativePath(setFolder, file).Replace('\\', '/') : $"<{included}>";
    }

    /// <summary>The file of a name; where include directories share the name, the first one that has it.</summary>
    public string FileOf(string name)
    {
        if (!name.StartsWith('<') || !name.EndsWith('>'))
            return Path.GetFullPath(Path.Combine(setFolder, name));
        var candidates = includeDirectories.Select(directory => Path.Combine(directory, name[1..^1])).ToList();
        return candidates.FirstOrDefault(File.Exists) ?? candidates.FirstOrDefault() ?? Path.Combine(setFolder, name[1..^1]);
    }

    private static string? Below(string folder, string file)
    {
        var relative = Path.GetRelativePath(folder, file).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }
}
