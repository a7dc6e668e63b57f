using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;
using StencilJit.Tool.Cli;
using StencilJit.Wasm;

namespace StencilJit.Tool.Traces;

/// <summary>Gets traces: from files, or of modules that are compiled for it.</summary>
internal static class TraceFile
{
    private const int SlowModuleBytes = 1 << 20;

    private static ReadOnlySpan<byte> TraceMagic => "SJTRACE\n"u8;

    private static ReadOnlySpan<byte> ModuleMagic => "\0asm"u8;

    /// <summary>Reads a trace, or compiles a module, whichever a file has.</summary>
    /// <returns>The trace, and whether it was recorded here, of code that never ran.</returns>
    /// <exception cref="ToolException">The file is neither, is damaged, or cannot be compiled.</exception>
    public static async Task<(StitchTrace Trace, bool IsModule)> Load(string path, ToolConsole console, CancellationToken cancellation)
    {
        var bytes = Read(path);
        if (bytes.AsSpan().StartsWith(TraceMagic))
            return (ReadTrace(path, bytes), false);
        if (!bytes.AsSpan().StartsWith(ModuleMagic))
            throw new ToolException($"{path} is neither a WebAssembly module in the binary format nor a trace of stitched code{Advice(bytes)}.");

        // Compiling has no way to be stopped; the process ends before it.
        var compiling = Task.Run(() => Compile(path, bytes), cancellation);
        var trace = bytes.Length < SlowModuleBytes
            ? await compiling.WaitAsync(cancellation)
            : await console.RunAsync($"Compiling {path}", () => compiling.WaitAsync(cancellation));
        return (trace, true);
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                e is FileNotFoundException or DirectoryNotFoundException ? $"There is no file {path}."
                : Directory.Exists(path) ? $"{path} is a folder: name a WebAssembly module or a trace."
                : $"{path} cannot be read: {e.Message}");
        }
    }

    private static string Advice(byte[] bytes) =>
        bytes.Length == 0 ? ": it is empty"
        : bytes.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("(module"u8) ? ": it is WebAssembly text, which wat2wasm turns into a module"
        : ": a module starts with \\0asm, a trace with SJTRACE";

    private static StitchTrace ReadTrace(string path, byte[] bytes)
    {
        try
        {
            return StitchTrace.Read(new MemoryStream(bytes));
        }
        catch (StitchTraceFormatException e)
        {
            throw new ToolException($"{path}: {e.Message}");
        }
    }

    private static StitchTrace Compile(string path, byte[] bytes)
    {
        var log = new StitchLog();
        try
        {
            using var engine = new Engine(log: log);
            using var module = WasmModule.Compile(engine, bytes, log);
            return log.ToTrace();
        }
        catch (WasmFormatException e)
        {
            throw new ToolException($"{path} is malformed: {e.Message}");
        }
        catch (WasmValidationException e)
        {
            throw new ToolException($"{path} is invalid: {e.Message}");
        }
        catch (Exception e) when (e is CodeHeapExhaustedException or BranchOutOfRangeException)
        {
            throw new ToolException($"{path} is too large to be compiled: {e.Message}");
        }
        catch (PlatformNotSupportedException e)
        {
            throw new ToolException($"{path} cannot be compiled here: {e.Message} Record a trace where it runs: stenciljit-wasm run --trace FILE {path}");
        }
    }
}
