using System.Globalization;

namespace StencilJit.Benchmarks.Measuring;

/// <summary>The processor time that this process and the programs that it ran have used.</summary>
internal static class ProcessorTime
{
    // What the kernel counts in, whatever the machine's own clock is (USER_HZ).
    private const double TicksPerSecond = 100;

    // Fields of /proc/self/stat, counted behind the command's name.
    private const int ChildrenUser = 13;
    private const int ChildrenSystem = 14;

    /// <summary>Seconds so far, or null where the system does not tell about programs that ended.</summary>
    public static double? Total()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var status = File.ReadAllText("/proc/self/stat");
        var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
        return Environment.CpuUsage.TotalTime.TotalSeconds + ((Read(ChildrenUser) + Read(ChildrenSystem)) / TicksPerSecond);

        double Read(int field) => double.Parse(fields[field], CultureInfo.InvariantCulture);
    }
}
