using Microsoft.Build.Logging.StructuredLogger;

namespace StencilJit.Packages.Tests;

/// <summary>What a build did, by its binary log.</summary>
internal sealed class BuildLog
{
    private readonly Microsoft.Build.Logging.StructuredLogger.Build build;

    private BuildLog(Microsoft.Build.Logging.StructuredLogger.Build build)
    {
        this.build = build;
    }

    public static BuildLog Read(string path) => new(BinaryLog.ReadBuild(path));

    /// <summary>How often a task ran.</summary>
    public int Runs(string task) => build.FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Task>(run => run.Name == task).Count;

    /// <summary>The messages that contain a text.</summary>
    public IReadOnlyList<string> Messages(string text)
        => [.. build.FindChildrenRecursive<Message>(message => message.Text.Contains(text, StringComparison.Ordinal)).Select(message => message.Text)];
}
