using System.Globalization;
using System.Text.RegularExpressions;
using StencilJit.Compiler.Clang;
using StencilJit.Peers.Tests.Processes;

namespace StencilJit.Benchmarks.Instructions;

/// <summary>An emulated AArch64 machine that counts instructions (count.c), and what makes programs for it.</summary>
internal sealed partial class CountingMachine
{
    private const string Runtime = "linux-arm64";
    private const string Program = "qemu-aarch64";
    private const string SystemRoot = "/usr/aarch64-linux-gnu";
    private const string Packages = "Debian: qemu-user gcc libc6-arm64-cross libgcc-s1-arm64-cross libstdc++6-arm64-cross libc6-dev-arm64-cross libgcc-12-dev-arm64-cross lld-22";

    private readonly string _emulator;
    private readonly ClangTool _clang;

    private CountingMachine(string emulator, string version, ClangTool clang)
    {
        _emulator = emulator;
        Emulator = version;
        _clang = clang;
    }

    /// <summary>What counts, with its version.</summary>
    public string Emulator { get; }

    /// <summary>What compiles C.</summary>
    public string Clang => $"clang {_clang.Version}";

    private static string Plugin => Repository.Published("count.so");

    private static string Command => Path.Combine(Repository.Published("command-arm64"), "stenciljit-wasm");

    /// <summary>Builds the plugin and publishes the command that runs WebAssembly programs; tells why not.</summary>
    public static async Task<(CountingMachine? Machine, string? Problem)> CreateAsync()
    {
        if (ProcessRunner.Find(Program) is not { } emulator)
            return (null, $"there is no {Program} that takes plugins ({Packages}).");
        if (ClangLocator.Find() is not { } clang)
            return (null, "there is no clang (Debian: clang-22).");
        Directory.CreateDirectory(Path.GetDirectoryName(Plugin)!);
        var source = Repository.Project("tests", "Benchmarks", "StencilJit.Benchmarks", "Instructions", "count.c");
        return await FirstProblemAsync(
            ("gcc", ["-O2", "-shared", "-fPIC", "-fvisibility=hidden", "-o", Plugin, source]),
            ("dotnet",
            [
                "publish", Repository.Project("runtime", "StencilJit.Wasm.Cli"), "--configuration", "Release", "--runtime", Runtime,
                "--self-contained", "--output", Path.GetDirectoryName(Command)!, "--nologo", "--verbosity", "quiet", "--disable-build-servers", "-p:PackAsTool=false",
            ])) is { } problem
            ? (null, $"{problem} ({Packages})")
            : (new CountingMachine(emulator, (await ProcessRunner.RunAsync(emulator, ["--version"])).OutputText.Split('\n')[0], clang), null);
    }

    /// <summary>Runs a sample as a WebAssembly program; counts the instructions of stitched code.</summary>
    /// <param name="sample">The sample's name.</param>
    /// <param name="boundsChecks">What keeps it within its memory, as the command calls it.</param>
    public async Task<InstructionCount> CountStitchedAsync(string sample, string boundsChecks)
    {
        var (stitched, _, output) = await RunAsync("-L", SystemRoot, Command, "run", "--bounds-checks", boundsChecks, Repository.Sample(sample));
        return new InstructionCount(stitched, output);
    }

    /// <summary>Compiles a sample for AArch64, with the roundings that WebAssembly has, and runs it; counts all its instructions.</summary>
    /// <exception cref="InvalidOperationException">It cannot be compiled.</exception>
    public async Task<InstructionCount> CountCompiledAsync(string sample)
    {
        var program = Repository.Published($"{sample}-arm64");
        if (await FirstProblemAsync((_clang.Path, ["--target=aarch64-linux-gnu", "-static", "-fuse-ld=lld", "-std=gnu17", "-O2", "-ffp-contract=off", "-o", program, Path.ChangeExtension(Repository.Sample(sample), ".c"), "-lm"])) is { } problem)
            throw new InvalidOperationException($"{problem} ({Packages})");
        var (_, all, output) = await RunAsync(program);
        return new InstructionCount(all, output);
    }

    private async Task<(long Anonymous, long All, string Output)> RunAsync(params string[] command)
    {
        var result = await ProcessRunner.RunAsync(_emulator, ["-plugin", Plugin, "-d", "plugin", .. command]);
        var match = Counted().Match(result.Errors);
        if (result.ExitCode != 0 || !match.Success)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {result.ExitCode}: {result.Errors}");
        return (Number(match.Groups[1]), Number(match.Groups[2]), result.OutputText);
    }

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static async Task<string?> FirstProblemAsync(params (string File, string[] Arguments)[] commands)
    {
        foreach (var (file, arguments) in commands)
        {
            var result = await ProcessRunner.RunAsync(file, arguments);
            if (result.ExitCode != 0)
                return $"{file} {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.OutputText}{result.Errors}".Trim();
        }

        return null;
    }

    [GeneratedRegex(@"^instructions (\d+) of (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Counted();
}
