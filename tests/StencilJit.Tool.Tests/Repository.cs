namespace StencilJit.Tool.Tests;

/// <summary>Where the files are that the tests work on.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of a stencil set.</summary>
    public static string Set(string name) => Path.Combine(Root, "stencils", name);

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
