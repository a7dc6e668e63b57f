using StencilJit.Peers.Tests.Processes;
using StencilJit.Wasm;

namespace StencilJit.Benchmarks.Compilation;

/// <summary>A program of somebody else, in a package of npm's.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Package">The package.</param>
/// <param name="Version">The package's version.</param>
/// <param name="Path">The module in the package.</param>
internal sealed record LargeModule(string Name, string Package, string Version, string Path)
{
    /// <summary>Of more code than this, in bytes, some engines take a minute.</summary>
    public const long VeryLarge = 20_000_000;

    private const int RoundsOfVeryLarge = 3;

    /// <summary>All of more than 200 KB, from small to large: a database, a compressor, a renderer, a bundler in Go, hardware synthesis, a C compiler.</summary>
    public static IReadOnlyList<LargeModule> All { get; } =
    [
        new("sqlite", "sql.js", "1.16.0", "dist/sql-wasm.wasm"),
        new("brotli", "brotli-wasm", "3.0.1", "pkg.node/brotli_wasm_bg.wasm"),
        new("resvg", "@resvg/resvg-wasm", "2.6.2", "index_bg.wasm"),
        new("esbuild", "esbuild-wasm", "0.28.2", "esbuild.wasm"),
        new("yosys", "@yowasp/yosys", "0.55.944", "gen/yosys.core.wasm"),
        new("clang", "@yowasp/clang", "22.0.0-git20542-10", "gen/llvm.core.wasm"),
    ];

    /// <summary>How often a module with so many bytes of code is measured.</summary>
    public static int RoundsFor(long section, BenchmarkOptions options) => section > VeryLarge ? Math.Min(options.Rounds, RoundsOfVeryLarge) : options.Rounds;

    /// <summary>Fetches the package where it is not here.</summary>
    /// <returns>The module's file, or why there is none that this repository's engine takes.</returns>
    public async Task<(string? File, string? Problem)> FetchAsync()
    {
        var (folder, problem) = await new NpmPackage(Package, Version).FetchAsync(Repository.Packages);
        if (folder is null)
            return (null, problem);
        var file = System.IO.Path.Combine(folder, Path);
        try
        {
            Module.Decode(await File.ReadAllBytesAsync(file));
            return (file, null);
        }
        catch (WasmModuleException error)
        {
            return (null, error.Message);
        }
    }
}
