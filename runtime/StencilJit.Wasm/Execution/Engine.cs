using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;
using StencilJit.Wasm.Compilation;
using StencilJit.Wasm.Execution;

namespace StencilJit.Wasm;

/// <summary>
/// Where modules are compiled: the memory for their code. One engine can serve a whole process; all its members may be
/// called from several threads.
/// </summary>
public sealed class Engine : IDisposable
{
    private int _disposed;

    /// <summary>Creates an engine.</summary>
    /// <param name="codeSpace">The address space that it reserves for code, in bytes; memory is used for what is compiled only.</param>
    /// <param name="log">Records the code that all modules share, such as where host functions are called; null for nothing.</param>
    /// <param name="boundsChecks">
    /// What keeps loads and stores within their memory; null for the fastest that works here: <see cref="BoundsChecks.Guard"/>
    /// on Linux where the process has address space for it.
    /// </param>
    /// <param name="compilationThreads">
    /// How many threads may compile a large module at once, at least 1; null for as many as the process has processors. Modules of less than 512 KiB
    /// of code, and those that a log records, are compiled by the thread that asks for it.
    /// </param>
    /// <param name="compilation">When functions are compiled: all at once unless told otherwise, and those that a log records always.</param>
    /// <exception cref="PlatformNotSupportedException">
    /// There are no stencils for this processor or operating system, or memories cannot be guarded as asked.
    /// </exception>
    public Engine(
        long codeSpace = CodeHeap.DefaultSize,
        StitchLog? log = null,
        BoundsChecks? boundsChecks = null,
        int? compilationThreads = null,
        CompilationMode compilation = CompilationMode.Eager)
        : this(codeSpace, log, boundsChecks, compilationThreads ?? Environment.ProcessorCount, compilation, ModuleCompiler.UsualPartBytes)
    {
    }

    /// <summary>Creates an engine that divides modules as it is told.</summary>
    internal Engine(long codeSpace, StitchLog? log, BoundsChecks? boundsChecks, int compilationThreads, CompilationMode compilation, int partBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(compilationThreads);
        if (!Enum.IsDefined(compilation))
            throw new ArgumentOutOfRangeException(nameof(compilation), compilation, "Functions are compiled eagerly or lazily.");
        BoundsChecks = MemoryGuards.Choose(boundsChecks);
        Compilation = compilation;
        Code = new EngineCode(codeSpace, log, BoundsChecks);
        Compiler = new ModuleCompiler(Code, compilation, compilationThreads, partBytes);
    }

    /// <summary>Gives the engine's code memory back, if no module or store is left.</summary>
    ~Engine() => Release();

    internal EngineCode Code { get; }

    internal ModuleCompiler Compiler { get; }

    /// <summary>What keeps loads and stores of its modules within their memory.</summary>
    public BoundsChecks BoundsChecks { get; }

    /// <summary>When functions of its modules are compiled.</summary>
    public CompilationMode Compilation { get; }

    /// <summary>How many bytes of the reserved address space code takes at the moment.</summary>
    public long CodeSize => Code.Heap.Used;

    /// <summary>Ends the engine. Its modules and stores live on; the memory is freed when the last of them is disposed.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        // Code is null where the constructor failed and only the finalizer runs.
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            Code?.Release();
    }
}
