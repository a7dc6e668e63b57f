namespace StencilJit.Wasm.Cli;

/// <summary>What the command ends with where it is not the program's own exit code.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The module cannot be read, is no valid module or lacks what it needs to run.</summary>
    public const int BadModule = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The program was interrupted: as a shell reports SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>The program trapped: as a shell reports a program that aborted.</summary>
    public const int Trap = 134;
}
