using System.Text.RegularExpressions;

namespace StencilJit.Tool.Tests;

/// <summary>What a command sees of the world, so that the same is printed everywhere.</summary>
internal static partial class Surroundings
{
    /// <summary>No compiler and no estimates: what depends on their versions is not there.</summary>
    public static IReadOnlyDictionary<string, string?> Bare { get; } = new Dictionary<string, string?>
    {
        ["STENCILJIT_CLANG"] = "/nonexistent/clang",
        ["STENCILJIT_LLVM_MCA"] = "/nonexistent/llvm-mca",
    };

    /// <summary>No estimates.</summary>
    public static IReadOnlyDictionary<string, string?> WithoutEstimates { get; } = new Dictionary<string, string?> { ["STENCILJIT_LLVM_MCA"] = "/nonexistent/llvm-mca" };

    /// <summary>Nothing in PATH, nor where LLVM is installed.</summary>
    public static IReadOnlyDictionary<string, string?> Nowhere(string emptyFolder)
        => new Dictionary<string, string?> { ["PATH"] = emptyFolder, ["STENCILJIT_CLANG"] = null, ["STENCILJIT_LLVM"] = emptyFolder };

    /// <summary>Replaces the versions of compilers.</summary>
    public static string WithoutVersions(string output) => VersionPattern().Replace(output, "$1 VERSION");

    [GeneratedRegex(@"\b(clang|LLVM|llvm-mca) \d+\.\d+\.\d+")]
    private static partial Regex VersionPattern();
}
