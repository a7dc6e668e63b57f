using StencilJit.Benchmarks.Compilation;

namespace StencilJit.Benchmarks;

/// <summary>Where the files are that are measured.</summary>
internal static class Repository
{
    private static string Root { get; } = FindRoot();

    public static string StencilHeaders => Path.Combine(Root, "stencils", "include");

    public static string WasmSet => Path.Combine(Root, "stencils", "wasm");

    public static string WasmLock(string target) => Path.Combine(WasmSet, "locks", $"{target}.stencils");

    public static string Sample(string name) => Path.Combine(Root, "tests", "Samples", $"{name}.wasm");

    public static IEnumerable<string> Samples() =>
        Directory.GetFiles(Path.GetDirectoryName(Sample(""))!, "*.wasm").Order(StringComparer.Ordinal);

    /// <summary>Where packages of npm's are kept, by the tests and by this program.</summary>
    public static string Packages => Path.Combine(Root, "artifacts", "npm");

    /// <summary>Where this program keeps what it publishes.</summary>
    public static string Published(string name) => Path.Combine(Root, "artifacts", "benchmarks", name);

    public static string Project(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>Where a module is once its package has been fetched.</summary>
    public static string PackageFile(LargeModule module) =>
        Path.Combine(Packages, $"{module.Package.TrimStart('@').Replace('/', '-')}-{module.Version}", module.Path);

    /// <summary>The 30 MB program that the tests fetch, or null where they have not.</summary>
    public static string? Yosys()
    {
        var path = PackageFile(LargeModule.All.Single(module => module.Name == "yosys"));
        return File.Exists(path) ? path : null;
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "StencilJit.sln")))
                return folder;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds StencilJit.sln: run a build inside the repository.");
    }
}
