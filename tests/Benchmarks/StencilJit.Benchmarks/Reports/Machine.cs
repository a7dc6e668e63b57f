using System.Runtime.InteropServices;

namespace StencilJit.Benchmarks.Reports;

/// <summary>What the figures are of.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Processor()}, {Environment.ProcessorCount} processors; {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}; {RuntimeInformation.FrameworkDescription}";

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        var line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? "unnamed processor" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
