using StencilJit.Runtime.Tracing;
using StencilJit.Wasm.Execution;

namespace StencilJit.Wasm;

/// <summary>
/// A compiled module. It can be instantiated any number of times, in any number of stores of its engine; all its members
/// may be called from several threads.
/// </summary>
public sealed class WasmModule : IDisposable
{
    private int _disposed;

    private WasmModule(Engine engine, Module declarations, StitchLog? log, CancellationToken cancellation)
    {
        Declarations = declarations;
        Code = engine.Compiler.Compile(declarations, log, cancellation);
    }

    /// <summary>Frees the code, if no store uses it.</summary>
    ~WasmModule() => Release();

    /// <summary>What the module declares: its types, imports, exports and so on.</summary>
    public Module Declarations { get; }

    /// <summary>The length of its machine code in bytes; where functions are compiled when they are called, of what there is by now.</summary>
    public int CodeSize => Code.Length;

    internal ModuleCode Code { get; }

    /// <summary>Decodes, validates and compiles a module.</summary>
    /// <param name="engine">Where its code goes.</param>
    /// <param name="bytes">The module in the binary format; not copied, so they must not change later.</param>
    /// <param name="log">
    /// Records the code as a block, if there is any: a region a function, with its index, and each stencil's source is the
    /// offset of an instruction in the module; null for nothing.
    /// </param>
    /// <param name="cancellation">Stops between two functions.</param>
    /// <exception cref="WasmFormatException">The bytes are malformed.</exception>
    /// <exception cref="WasmValidationException">The module is invalid.</exception>
    public static WasmModule Compile(Engine engine, ReadOnlyMemory<byte> bytes, StitchLog? log = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return Compile(engine, Module.Decode(bytes), log, cancellation);
    }

    /// <summary>Compiles a module that is decoded already; its functions' code is validated now.</summary>
    /// <param name="engine">Where its code goes.</param>
    /// <param name="declarations">The decoded module.</param>
    /// <param name="log">
    /// Records the code as a block, if there is any: a region a function, with its index, and each stencil's source is the
    /// offset of an instruction in the module; null for nothing.
    /// </param>
    /// <param name="cancellation">Stops between two functions.</param>
    /// <exception cref="WasmFormatException">The code of a function is malformed.</exception>
    /// <exception cref="WasmValidationException">The code of a function is invalid.</exception>
    public static WasmModule Compile(Engine engine, Module declarations, StitchLog? log = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(declarations);
        engine.Code.Retain(engine);
        try
        {
            return new WasmModule(engine, declarations, log, cancellation);
        }
        finally
        {
            engine.Code.Release();
        }
    }

    /// <summary>Reads and compiles a module.</summary>
    /// <param name="engine">Where its code goes.</param>
    /// <param name="stream">The module in the binary format, up to the stream's end.</param>
    /// <exception cref="WasmFormatException">The bytes are malformed.</exception>
    /// <exception cref="WasmValidationException">The module is invalid.</exception>
    public static WasmModule Load(Engine engine, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Compile(engine, bytes.ToArray());
    }

    /// <summary>Reads and compiles a module.</summary>
    /// <param name="engine">Where its code goes.</param>
    /// <param name="path">The file that has the module in the binary format.</param>
    /// <exception cref="WasmFormatException">The bytes are malformed.</exception>
    /// <exception cref="WasmValidationException">The module is invalid.</exception>
    public static WasmModule Load(Engine engine, string path) => Compile(engine, File.ReadAllBytes(path));

    /// <summary>Ends the module. Instances live on; the code is freed when the last store that uses it is disposed.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        // Code is null where compiling failed and only the finalizer runs.
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            Code?.Release();
    }
}
