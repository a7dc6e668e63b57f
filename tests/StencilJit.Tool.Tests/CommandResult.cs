namespace StencilJit.Tool.Tests;

/// <summary>What a run of the command left; line ends are LF.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test, with all that was written, where the exit code is another one.</summary>
    public CommandResult Ended(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode} in place of {exitCode}.\n{Error}\n{Output}");
        return this;
    }
}
