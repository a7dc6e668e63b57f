using System.ComponentModel;
using System.Diagnostics;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Traces;

/// <summary>Reads recordings of <c>perf</c>, through <c>perf</c> itself: their format is its own.</summary>
internal static class PerfData
{
    /// <summary>Reads the samples of a recording, without call chains.</summary>
    /// <param name="path">What <c>perf record</c> wrote.</param>
    /// <param name="cancellation">Ends perf.</param>
    /// <exception cref="ToolException">There is no perf, no such file, or it is no recording.</exception>
    public static async Task<SampleSet> Load(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new ToolException($"--perf {path}: there is no such file. Record one: perf record -e cpu-clock -o {path} stenciljit-wasm run --trace FILE MODULE");
        using var perf = Start(path);
        try
        {
            var errors = perf.StandardError.ReadToEndAsync(cancellation);
            var samples = ReadSamples(perf.StandardOutput, path, cancellation);
            await perf.WaitForExitAsync(cancellation);
            if (perf.ExitCode != 0)
                throw new ToolException($"--perf {path}: perf cannot read it: {(await errors).Trim().ReplaceLineEndings(" ")}");
            return samples ?? throw new ToolException($"--perf {path}: the recording has no samples. Record with 'perf record -e cpu-clock', and a program that runs long enough.");
        }
        finally
        {
            if (!perf.HasExited)
                perf.Kill();
        }
    }

    private static SampleSet? ReadSamples(StreamReader output, string path, CancellationToken cancellation) =>
        output.Peek() < 0 ? null : SampleSet.Read(output, path, cancellation);

    private static Process Start(string path)
    {
        var start = new ProcessStartInfo("perf", ["script", "-i", path, "-G", "-F", "event,ip"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var perf = Process.Start(start)!;
            perf.StandardInput.Close();
            return perf;
        }
        catch (Win32Exception)
        {
            throw new ToolException(
                "--perf needs the program perf, which is not there: apt-get install linux-perf (Debian) or linux-tools-generic (Ubuntu). "
                + "Or run 'perf script -G -F ip' where perf is, and give its output with --samples.",
                ExitCode.MissingTool);
        }
    }
}
