using System.Diagnostics;

namespace StencilJit.Testing.Wine;

/// <summary>
/// Runs programs as on Windows on x86-64: publishes projects for it, and starts what was published with wine in a prefix
/// of its own.
/// </summary>
public sealed class WindowsMachine
{
    // What the package client says where a registry has not got .NET for this target.
    private static readonly string[] MissingPackage = ["NU1101", "NU1102", "NU1301"];

    private readonly string artifacts;
    private readonly WinePrefix? prefix;

    /// <param name="artifacts">The folder to keep things in between runs.</param>
    public WindowsMachine(string artifacts)
    {
        this.artifacts = artifacts;
        (prefix, Problem) = WinePrefix.Have(Path.Combine(artifacts, "wine"));
    }

    /// <summary>Why there is no such machine here, with the command that mends it; null where there is one.</summary>
    public string? Problem { get; private set; }

    /// <summary>Publishes a project with all that it needs.</summary>
    /// <param name="project">The project's folder.</param>
    /// <returns>The folder with the program; null where this registry has no .NET for Windows, which is then the problem.</returns>
    /// <exception cref="InvalidOperationException">The project cannot be published.</exception>
    public string? Publish(string project)
    {
        var output = Path.Combine(artifacts, "win-x64", Path.GetFileName(project));
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", project, "--configuration", "Release", "--runtime", "win-x64", "--self-contained", "--output", output,
            "--nologo", "--verbosity", "quiet", "--disable-build-servers",
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:PackAsTool=false",
        ]);
        var (exitCode, text) = ToEnd(start);
        if (exitCode == 0)
            return output;
        if (!MissingPackage.Any(code => text.Contains(code, StringComparison.Ordinal)))
            throw new InvalidOperationException($"{project} cannot be published for win-x64:\n{text}");
        Problem = $"The package registry has no .NET for win-x64:\n{text}";
        return null;
    }

    /// <summary>How a published program is started.</summary>
    /// <param name="program">The program's file.</param>
    /// <param name="arguments">Its arguments; files go by <see cref="PathOf"/>.</param>
    public ProcessStartInfo Start(string program, params IEnumerable<string> arguments) =>
        prefix?.Start(program, arguments) ?? throw new InvalidOperationException(Problem);

    /// <summary>What a file of this machine is called on that one.</summary>
    public static string PathOf(string path) => $"Z:{Path.GetFullPath(path).Replace('/', '\\')}";

    internal static (int ExitCode, string Text) ToEnd(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
