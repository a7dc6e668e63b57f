namespace StencilJit.Compiler.Discovery;

/// <summary>What a search for compilers sees of a machine.</summary>
/// <param name="system">Its system.</param>
/// <param name="variable">Its environment variables.</param>
/// <param name="root">The folder that absolute paths of custom count from; empty for the machine itself.</param>
internal sealed class Machine(HostSystem system, Func<string, string?> variable, string root = "")
{
    /// <summary>The one that this process runs on.</summary>
    public static Machine Current { get; private set; } = new(
        OperatingSystem.IsWindows() ? HostSystem.Windows : OperatingSystem.IsMacOS() ? HostSystem.MacOS : HostSystem.Linux, Environment.GetEnvironmentVariable);

    public HostSystem System => system;

    /// <summary>Has all searches from now on find a variable with a value that the environment does not give.</summary>
    public static void Set(string name, string value)
    {
        var before = Current;
        Current = new Machine(before.System, each => each == name ? value : before.Variable(each));
    }

    /// <summary>The folders that commands are looked up in.</summary>
    public IEnumerable<string> CommandFolders => (Variable("PATH") ?? "").Split(Path.PathSeparator).Where(folder => folder.Length > 0);

    /// <summary>A variable's value; null where it is not set, or empty.</summary>
    public string? Variable(string name) => variable(name) is { Length: > 0 } value ? value : null;

    public string At(string path) => root + path;

    /// <summary>The file name of a command.</summary>
    public string Executable(string name) => system == HostSystem.Windows ? name + ".exe" : name;
}
