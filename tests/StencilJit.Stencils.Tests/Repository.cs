namespace StencilJit.Stencils.Tests;

/// <summary>Where the sources are that the tests work on.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>What tests may keep between runs; ignored by version control.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts");

    public static string Include => Path.Combine(Root, "stencils", "include");

    public static string SetFolder(string set) => Path.Combine(Root, "stencils", set);

    public static string[] Sources(string set) => [.. Directory.GetFiles(SetFolder(set), "*.c").Order(StringComparer.Ordinal)];

    public static string Lock(string set, string target) => Path.Combine(SetFolder(set), "locks", $"{target}.stencils");

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "stencils", "include", "stenciljit.h")))
                return folder;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds stencils/include/stenciljit.h: run the tests from a build inside the repository.");
    }
}
