namespace StencilJit.Build.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("stenciljit-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>All files below a folder with their contents.</summary>
    public Dictionary<string, string> Snapshot(string folder)
        => Directory.Exists(this[folder])
            ? Directory.GetFiles(this[folder], "*", SearchOption.AllDirectories).ToDictionary(file => System.IO.Path.GetRelativePath(Path, file), File.ReadAllText)
            : [];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
