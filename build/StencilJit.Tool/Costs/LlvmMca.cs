using System.Text.RegularExpressions;
using StencilJit.Compiler.Llvm;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Doctor;

namespace StencilJit.Tool.Costs;

/// <summary>LLVM's machine code analyser on this machine.</summary>
/// <param name="Path">The program.</param>
/// <param name="Version">Its version, such as <c>22.1.8</c>.</param>
internal sealed partial record LlvmMca(string Path, string Version)
{
    private const int NewestVersion = 40;

    /// <summary>What to do where there is none.</summary>
    public static string Advice =>
        $"No llvm-mca was found, so there are no estimates of cycles. Install it (Debian: apt-get install llvm-{(LlvmLibrary.MajorVersion == 0 ? 22 : LlvmLibrary.MajorVersion)}) or name it in STENCILJIT_LLVM_MCA.";

    /// <summary>Finds it: STENCILJIT_LLVM_MCA, the one of libLLVM's version in PATH, the newest one, or any.</summary>
    /// <returns>The program; null where there is none that runs.</returns>
    public static async Task<LlvmMca?> FindAsync(CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable("STENCILJIT_LLVM_MCA") is { Length: > 0 } given)
            return await ProbeAsync(given, cancellation);
        foreach (var path in Names().Select(name => ProgramFinder.Find(name)).OfType<string>())
            if (await ProbeAsync(path, cancellation) is { } tool)
                return tool;
        return null;
    }

    private static IEnumerable<string> Names() =>
    [
        $"llvm-mca-{LlvmLibrary.MajorVersion}",
        .. Enumerable.Range(0, NewestVersion - LibLlvmLocator.OldestVersion + 1).Select(age => $"llvm-mca-{NewestVersion - age}"),
        "llvm-mca",
    ];

    private static async Task<LlvmMca?> ProbeAsync(string path, CancellationToken cancellation)
    {
        var result = await ExternalProgram.RunAsync(path, ["--version"], cancellation: cancellation);
        return result is not null && VersionPattern().Match(result.Output) is { Success: true } match ? new LlvmMca(path, match.Groups[1].Value) : null;
    }

    [GeneratedRegex(@"LLVM version (\d+\.\d+\.\d+)")]
    private static partial Regex VersionPattern();
}
