using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Discovery;

namespace StencilJit.Compiler.Tests.Discovery;

/// <summary>A folder that looks like a machine's disk; an executable there holds what it says of its version.</summary>
internal sealed class FakeMachine : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("stenciljit-machine-");
    private readonly Dictionary<string, string> variables = [];
    private readonly HostSystem system;

    public FakeMachine(HostSystem system)
    {
        this.system = system;
        variables["ProgramFiles"] = At("/Program Files");
    }

    public Machine Machine => new(system, name => variables.GetValueOrDefault(name), root.FullName);

    public string At(string path) => root.FullName + path;

    public FakeMachine Set(string name, string value)
    {
        variables[name] = value;
        return this;
    }

    /// <summary>Puts an executable somewhere.</summary>
    public FakeMachine Clang(string path, string version) => Write(path, version);

    /// <summary>Puts a library somewhere.</summary>
    public FakeMachine Library(string path) => Write(path, "");

    public ClangSearch NewSearch(string library) => new(Machine, new Version(library), path => ClangLocator.Read(path, File.ReadAllText(path)));

    public void Dispose() => root.Delete(recursive: true);

    private FakeMachine Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        return this;
    }
}
