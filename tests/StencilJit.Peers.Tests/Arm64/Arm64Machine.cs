using StencilJit.Peers.Tests.Processes;

namespace StencilJit.Peers.Tests.Arm64;

/// <summary>The command that runs WebAssembly programs, published for Linux on AArch64 and run by an emulator.</summary>
public sealed class Arm64Machine : IAsyncLifetime
{
    private const string Emulator = "qemu-aarch64-static";
    private const string SystemRoot = "/usr/aarch64-linux-gnu";
    private const string Command = "stenciljit-wasm";

    // What .NET needs of the system.
    private static readonly string[] s_libraries = ["libc.so.6", "libgcc_s.so.1", "libstdc++.so.6"];

    // What the package client says where a registry has not got .NET for this target.
    private static readonly string[] s_missingPackage = ["NU1101", "NU1102", "NU1301"];

    private string? _problem;

    private static string Output => Path.Combine(Repository.Artifacts, "arm64-cli");

    public async ValueTask InitializeAsync()
    {
        _problem = FindProblem();
        if (_problem is not null)
            return;
        var result = await ProcessRunner.RunAsync(
            "dotnet",
            [
                "publish", Path.Combine(Repository.Root, "runtime", "StencilJit.Wasm.Cli"),
                "--configuration", "Release", "--runtime", "linux-arm64", "--self-contained", "--output", Output,
                "--nologo", "--verbosity", "quiet", "--disable-build-servers", "-p:PackAsTool=false",
            ]);
        if (result.ExitCode == 0)
            return;
        _problem = $"The command could not be published for linux-arm64:\n{result.OutputText}{result.Errors}";
        Assert.True(s_missingPackage.Any(code => _problem.Contains(code, StringComparison.Ordinal)), _problem);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Skips the test that runs where no AArch64 machine can be had.</summary>
    public void Require() => Assert.SkipWhen(_problem is not null, _problem ?? "");

    internal static Task<ProcessResult> RunAsync(ReadOnlyMemory<byte> input, params string[] arguments) =>
        ProcessRunner.RunAsync(
            ProcessRunner.Find(Emulator)!, ["-L", SystemRoot, Path.Combine(Output, Command), .. arguments], input);

    private static string? FindProblem()
    {
        if (!OperatingSystem.IsLinux())
            return "Programs for Linux on AArch64 are run on Linux only.";
        if (ProcessRunner.Find(Emulator) is null)
            return $"There is no {Emulator} on the search path (Debian: qemu-user-static).";
        var missing = s_libraries.FirstOrDefault(library => !File.Exists(Path.Combine(SystemRoot, "lib", library)));
        return missing is null
            ? null
            : $"There is no {missing} for AArch64 in {SystemRoot} (Debian: libc6-arm64-cross, libgcc-s1-arm64-cross, libstdc++6-arm64-cross).";
    }
}
