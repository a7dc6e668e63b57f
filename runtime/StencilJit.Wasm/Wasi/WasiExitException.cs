namespace StencilJit.Wasm.Wasi;

/// <summary>A program asked to end (<c>proc_exit</c>): it unwinds to whoever called the program.</summary>
public sealed class WasiExitException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="exitCode">What the program ended with.</param>
    public WasiExitException(int exitCode)
        : base($"The program ended with exit code {exitCode}.") => ExitCode = exitCode;

    /// <summary>What the program ended with; 0 is success.</summary>
    public int ExitCode { get; }
}
