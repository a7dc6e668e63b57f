using System.Diagnostics;

namespace StencilJit.Peers.Tests.Processes;

/// <summary>Runs a program to its end.</summary>
internal static class ProcessRunner
{
    /// <param name="program">The program's file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads on standard input.</param>
    /// <param name="environment">Variables to set beside those of this process.</param>
    public static async Task<ProcessResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        ReadOnlyMemory<byte> input = default,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return await RunAsync(start, input);
    }

    /// <param name="start">What to start.</param>
    /// <param name="input">What it reads on standard input.</param>
    public static async Task<ProcessResult> RunAsync(ProcessStartInfo start, ReadOnlyMemory<byte> input = default)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = process.StandardError.ReadToEndAsync();
        await WriteAsync(process.StandardInput.BaseStream, input);
        await reading;
        await process.WaitForExitAsync();
        return new ProcessResult(process.ExitCode, output.ToArray(), await errors);
    }

    /// <summary>A program on the search path, or null.</summary>
    public static string? Find(string name)
    {
        string[] files = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => files.Select(file => Path.Combine(folder, file))).FirstOrDefault(File.Exists);
    }

    private static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> input)
    {
        try
        {
            await stream.WriteAsync(input);
            stream.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input.
        }
    }
}
