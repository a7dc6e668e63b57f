namespace StencilJit.Peers.Tests;

/// <summary>Where the files are that the tests work on.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>What tests may keep between runs; ignored by version control.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts");

    private static string Samples => Path.Combine(Root, "tests", "Samples");

    /// <summary>The names of all sample programs.</summary>
    public static string[] SampleNames() =>
        [.. Directory.GetFiles(Samples, "*.wasm").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>A sample's module.</summary>
    public static string Sample(string name) => Path.Combine(Samples, $"{name}.wasm");

    /// <summary>What a sample prints when it is given nothing, according to a native build of it.</summary>
    public static byte[] ExpectedOutput(string sample) => File.ReadAllBytes(Path.Combine(Samples, $"{sample}.txt"));

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "StencilJit.sln")))
                return folder;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds StencilJit.sln: run the tests from a build inside the repository.");
    }
}
