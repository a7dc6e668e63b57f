using System.Diagnostics;
using System.Text.RegularExpressions;
using StencilJit.Compiler.Discovery;
using StencilJit.Compiler.Llvm;

namespace StencilJit.Compiler.Clang;

/// <summary>Finds a clang that stencils can be compiled with.</summary>
public static partial class ClangLocator
{
    private const string Variable = "STENCILJIT_CLANG";

    /// <summary>
    /// Finds clang: the explicit path, STENCILJIT_CLANG, the one in the folder STENCILJIT_LLVM, or the newest in PATH and in
    /// the usual folders that libLLVM can read the output of.
    /// </summary>
    /// <param name="explicitPath">A path that overrides the search; null or empty to search.</param>
    /// <returns>The compiler, or null where none fits.</returns>
    public static ClangTool? Find(string? explicitPath = null) => Search(explicitPath).Tool;

    /// <summary>Says why there is no clang to compile with, what was found instead, and what to install.</summary>
    /// <param name="explicitPath">A path that overrides the search; null or empty to search.</param>
    /// <returns>Sentences; null where there is one.</returns>
    public static string? FindProblem(string? explicitPath = null) => Search(explicitPath).Problem;

    /// <summary>Finds clang, or says why there is none.</summary>
    internal static (ClangTool? Tool, string? Problem) Search(string? explicitPath)
    {
        var search = new ClangSearch(Machine.Current, LlvmLibrary.Version ?? new Version(0, 0), Probe);
        var given = string.IsNullOrEmpty(explicitPath) ? Machine.Current.Variable(Variable) : explicitPath;
        if (given is null)
            return search.Find() is { } found ? (found, null) : (null, Explain(search));
        if (Probe(given) is not { } tool)
            return (null, $"'{given}' is no clang that can be run.");
        return search.Fits(tool) ? (tool, null) : (null, Explain(search));
    }

    private static string Explain(ClangSearch search)
    {
        var newest = Math.Max(LlvmLibrary.MajorVersion, LlvmVersions.Oldest);
        var found = search.Unfit.Count == 0 ? "" : $": {string.Join("; ", search.Unfit)}";
        return $"No clang from version {LlvmVersions.Oldest} to {newest} (that of libLLVM) was found{found}. Install one ({LlvmVersions.InstallCommand(Machine.Current, newest)}), "
            + $"or name it in StencilClang or {Variable}, or LLVM's folder in StencilLlvm or {LibrarySearch.FolderVariable}.";
    }

    private static ClangTool? Probe(string path)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null)
                return null;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return Read(path, output);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            return null;
        }
    }

    /// <summary>Reads what a clang says of its version; null where that is not what a clang says.</summary>
    internal static ClangTool? Read(string path, string output)
    {
        var match = VersionPattern().Match(output);
        return match.Success ? new ClangTool(path, match.Groups["version"].Value, int.Parse(match.Groups["major"].Value), match.Groups["apple"].Success) : null;
    }

    [GeneratedRegex(@"(?<apple>Apple )?clang version (?<version>(?<major>\d+)\.\d+\.\d+)")]
    private static partial Regex VersionPattern();
}
