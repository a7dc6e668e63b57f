using System.Diagnostics;
using System.Text.RegularExpressions;
using StencilJit.Compiler.Llvm;

namespace StencilJit.Compiler.Clang;

/// <summary>Finds a clang that stencils can be compiled with.</summary>
public static partial class ClangLocator
{
    /// <summary>Finds clang: the explicit path, STENCILJIT_CLANG, or the newest in PATH that libLLVM can read the output of.</summary>
    /// <param name="explicitPath">A path that overrides the search; null or empty to search.</param>
    /// <returns>The compiler, or null where none fits.</returns>
    public static ClangTool? Find(string? explicitPath = null)
    {
        var given = string.IsNullOrEmpty(explicitPath) ? Environment.GetEnvironmentVariable("STENCILJIT_CLANG") : explicitPath;
        if (!string.IsNullOrEmpty(given))
            return Probe(given);
        foreach (var name in Names())
            if (FindInPath(name) is { } path && Probe(path) is { } tool && tool.Major >= LibLlvmLocator.OldestVersion && tool.Major <= LlvmLibrary.MajorVersion)
                return tool;
        return null;
    }

    private static IEnumerable<string> Names()
    {
        for (var version = LlvmLibrary.MajorVersion; version >= LibLlvmLocator.OldestVersion; version--)
            yield return $"clang-{version}";
        yield return "clang";
    }

    private static string? FindInPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static ClangTool? Probe(string path)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null)
                return null;
            var match = VersionPattern().Match(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            return match.Success ? new ClangTool(path, match.Groups[1].Value, int.Parse(match.Groups[2].Value)) : null;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"clang version ((\d+)\.\d+\.\d+)")]
    private static partial Regex VersionPattern();
}
