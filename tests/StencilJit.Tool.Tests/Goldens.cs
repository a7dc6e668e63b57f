namespace StencilJit.Tool.Tests;

/// <summary>Compares with the checked-in files in tests/Goldens/Tool; STENCILJIT_BLESS=1 rewrites them instead.</summary>
internal static class Goldens
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Goldens", "Tool");

    /// <summary>Compares what a command printed with a golden.</summary>
    /// <param name="name">The golden's file name.</param>
    /// <param name="actual">What was printed; what differs between machines must be replaced already.</param>
    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("STENCILJIT_BLESS") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no golden {name}: run the tests with STENCILJIT_BLESS=1 and review what they write.\n{actual}");
        var golden = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.True(golden == actual, $"{name} differs from its golden: run the tests with STENCILJIT_BLESS=1 and review the change.\n{actual}");
    }
}
