namespace StencilJit.Compiler.Discovery;

/// <summary>The major versions of LLVM that matter, and how to get one.</summary>
internal static class LlvmVersions
{
    /// <summary>The oldest LLVM whose <c>preserve_none</c> convention the stencils can rely on.</summary>
    public const int Oldest = 19;

    /// <summary>The newest one that was tried.</summary>
    public const int Tried = 22;

    /// <summary>The newest one that is looked for: those to come are taken on trust.</summary>
    private const int Newest = 40;

    /// <summary>From the newest on.</summary>
    public static IEnumerable<int> All { get; } = Enumerable.Range(Oldest, Newest - Oldest + 1).Reverse();

    /// <summary>Versions that may be installed and are too old.</summary>
    public static IEnumerable<int> TooOld { get; } = Enumerable.Range(10, Oldest - 10).Reverse();

    /// <summary>The command that installs clang and libLLVM.</summary>
    public static string InstallCommand(Machine machine, int version) => machine.System switch
    {
        HostSystem.MacOS => $"brew install llvm@{version}",
        HostSystem.Windows => "winget install LLVM.LLVM",
        _ => $"on Debian: apt-get install clang-{version} libllvm{version}",
    };
}
