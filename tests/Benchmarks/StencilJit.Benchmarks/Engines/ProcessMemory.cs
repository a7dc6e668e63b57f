using System.Globalization;

namespace StencilJit.Benchmarks.Engines;

/// <summary>What a process has used of memory.</summary>
internal static class ProcessMemory
{
    private const string Field = "VmHWM:";
    private const long BytesPerUnit = 1024;

    /// <summary>The most resident memory so far, in bytes, or null where the system does not tell.</summary>
    public static long? Peak(int process)
    {
        var file = $"/proc/{process}/status";
        if (!File.Exists(file))
            return null;
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal));
        return line is null ? null : long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * BytesPerUnit;
    }
}
