namespace StencilJit.Benchmarks.Compilation;

/// <summary>A program of somebody else, in a package of npm's.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Package">The package.</param>
/// <param name="Version">The package's version.</param>
/// <param name="Path">The module in the package.</param>
internal sealed record LargeModule(string Name, string Package, string Version, string Path)
{
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
}
