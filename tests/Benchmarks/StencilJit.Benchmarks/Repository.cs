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

    /// <summary>The 30 MB program that the tests fetch, or null where they have not.</summary>
    public static string? Yosys()
    {
        var packages = Path.Combine(Root, "artifacts", "npm");
        return Directory.Exists(packages)
            ? Directory.GetFiles(packages, "yosys.core.wasm", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
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
