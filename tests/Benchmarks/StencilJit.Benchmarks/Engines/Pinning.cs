using System.Globalization;
using StencilJit.Peers.Tests.Processes;

namespace StencilJit.Benchmarks.Engines;

/// <summary>Keeps a process and all its threads on the last processor, where the system has the command for it.</summary>
internal static class Pinning
{
    private const string Program = "taskset";

    /// <summary>Whether processes are pinned here.</summary>
    public static bool IsAvailable { get; } = OperatingSystem.IsLinux() && ProcessRunner.Find(Program) is not null;

    /// <summary>The command that runs another one pinned.</summary>
    public static (string File, IReadOnlyList<string> Arguments) Command(string file, IReadOnlyList<string> arguments) =>
        IsAvailable
            ? (Program, ["-c", (Environment.ProcessorCount - 1).ToString(CultureInfo.InvariantCulture), file, .. arguments])
            : (file, arguments);
}
