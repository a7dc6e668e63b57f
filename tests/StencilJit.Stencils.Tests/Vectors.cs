using System.Text.Json;
using StencilJit.Compiler.Locks;
using StencilJit.Model;

namespace StencilJit.Stencils.Tests;

/// <summary>The vectors of all sets, made once from their C sources, and the program that replays them.</summary>
public sealed class Vectors : IDisposable
{
    private static readonly string[] CompilerNames = ["gcc", "clang-22", "clang", "clang-19"];

    private readonly string folder = Directory.CreateTempSubdirectory("stenciljit-vectors-").FullName;
    private readonly Dictionary<string, string> files = [];
    private readonly Lazy<string> arm64Replay;
    private readonly Lazy<WindowsReplay> windowsReplay = new(() => new WindowsReplay());

    public Vectors()
    {
        var gcc = ProcessRunner.Find(CompilerNames[0]);
        var clang = ProcessRunner.Find(CompilerNames[1..]);
        Compilers = [.. new[] { gcc, clang }.OfType<string>()];
        arm64Replay = new Lazy<string>(PublishForArm64);
    }

    /// <summary>The C compilers of this machine.</summary>
    internal IReadOnlyList<string> Compilers { get; }

    /// <summary>The program for AArch64 that replays vectors.</summary>
    internal string Arm64Replay => arm64Replay.Value;

    /// <summary>The program for Windows on x86-64 that replays vectors.</summary>
    internal WindowsReplay WindowsReplay => windowsReplay.Value;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The file with a set's vectors, as one compiler sees them.</summary>
    internal string FileOf(string set, string? compiler = null)
    {
        Assert.SkipWhen(Compilers.Count == 0, "needs gcc or clang, and the C library's headers");
        compiler ??= Compilers[0];
        var path = Path.Combine(folder, $"{set}-{Path.GetFileName(compiler)}.vectors");
        if (files.TryAdd(path, set))
        {
            var stencils = LockStore.Read(Repository.Lock(set, "linux-x64"))!;
            using var reference = ReferenceLibrary.Build(set, compiler, folder);
            ISetCases knowledge = set == "calc" ? new CalcCases() : new WasmCases();
            new VectorGenerator(stencils, knowledge, reference).Generate(SignatureReader.Read(set, compiler)).Write(path);
        }

        return path;
    }

    /// <summary>The file with a set's stencils for a target, from its lock, as the replay program reads it.</summary>
    internal string StencilsOf(string set, string target)
    {
        var path = Path.Combine(folder, $"{set}-{target}.json");
        if (!File.Exists(path))
            File.WriteAllText(path, JsonSerializer.Serialize(LockStore.Read(Repository.Lock(set, target))!));
        return path;
    }

    private string PublishForArm64()
    {
        var output = Path.Combine(folder, "arm64");
        var project = Path.Combine(Repository.Root, "tests", "StencilJit.Stencils.Replay");
        var result = ProcessRunner.Run(
            "dotnet", "publish", project, "-r", "linux-arm64", "--self-contained", "-c", "Release", "-o", output, "-m:1", "--nologo", "-v", "q",
            "--artifacts-path", Path.Combine(folder, "build"));
        return result.ExitCode == 0
            ? Path.Combine(output, "StencilJit.Stencils.Replay")
            : throw new InvalidOperationException($"The replay program cannot be published for AArch64:\n{result.Output}{result.Errors}");
    }
}
