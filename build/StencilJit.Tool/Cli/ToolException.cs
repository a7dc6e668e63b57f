namespace StencilJit.Tool.Cli;

/// <summary>Ends a command with a message for its user.</summary>
/// <param name="message">What is wrong, where, and what to do next.</param>
/// <param name="exitCode">One of <see cref="Cli.ExitCode"/>.</param>
internal sealed class ToolException(string message, int exitCode = ExitCode.BadInput) : Exception(message)
{
    public int ExitCode => exitCode;
}
