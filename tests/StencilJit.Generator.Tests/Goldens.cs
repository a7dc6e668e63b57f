using System.Runtime.CompilerServices;

namespace StencilJit.Generator.Tests;

/// <summary>Compares with the checked-in files in tests/Goldens; STENCILJIT_BLESS=1 rewrites them instead.</summary>
internal static class Goldens
{
    public static void Check(string folder, IReadOnlyDictionary<string, string> files)
    {
        var path = Path.Combine(Root(), folder);
        if (Environment.GetEnvironmentVariable("STENCILJIT_BLESS") == "1")
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            Directory.CreateDirectory(path);
            foreach (var (name, text) in files)
                File.WriteAllText(Path.Combine(path, name), text);
            return;
        }

        Assert.True(Directory.Exists(path), $"No goldens in {path}: run the tests with STENCILJIT_BLESS=1 and review what they write.");
        Assert.Equal(Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in files)
        {
            var golden = File.ReadAllText(Path.Combine(path, name)).ReplaceLineEndings("\n");
            Assert.True(golden == text, $"{name} differs from its golden: run the tests with STENCILJIT_BLESS=1 and review the change.\n{text}");
        }
    }

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "Goldens");
}
