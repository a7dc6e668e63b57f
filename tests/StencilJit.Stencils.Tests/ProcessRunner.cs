using System.Diagnostics;

namespace StencilJit.Stencils.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class ProcessRunner
{
    public static ProcessResult Run(string program, params IEnumerable<string> arguments) => Run(new ProcessStartInfo(program, arguments));

    public static ProcessResult Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProcessResult(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    /// <summary>The first of several programs that is on the search path, or null.</summary>
    public static string? Find(params IEnumerable<string> names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
