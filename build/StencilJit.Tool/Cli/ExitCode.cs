namespace StencilJit.Tool.Cli;

/// <summary>What the process ends with; docs/tool.md lists them.</summary>
internal static class ExitCode
{
    /// <summary>Done; nothing differs, nothing is missing.</summary>
    public const int Success = 0;

    /// <summary>Done, and the answer is no: something changed, a budget is exceeded, a lock is not what its sources give.</summary>
    public const int Finding = 1;

    /// <summary>The command line, or a file it names, is wrong.</summary>
    public const int BadInput = 2;

    /// <summary>A program that the command needs is not there.</summary>
    public const int MissingTool = 3;

    /// <summary>The C sources do not compile.</summary>
    public const int CompileError = 4;

    /// <summary>Interrupted (Ctrl-C), as shells report it.</summary>
    public const int Interrupted = 130;
}
