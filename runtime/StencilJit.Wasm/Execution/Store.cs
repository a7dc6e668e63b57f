using System.Runtime.InteropServices;
using StencilJit.Runtime;
using StencilJit.Wasm.Execution;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm;

/// <summary>
/// What instances live in, with everything they have: functions, tables, memories, globals and the stack of their values
/// (4.2.3). All that belongs to one store can refer to each other, and lives as long as the store.
/// </summary>
/// <remarks>
/// One thread at a time may use a store and what belongs to it; different stores are independent. Threads may take turns, but
/// not while code of the store runs.
/// </remarks>
public sealed unsafe partial class Store : IDisposable
{
    /// <summary>The size of a value stack unless told otherwise: 1 MiB.</summary>
    public const int DefaultStackSize = 1 << 20;

    private const int MinimumStackSize = 4 << 10;

    private readonly EngineCode _engine;
    private readonly NativeArena _arena = new();
    private readonly ReservedMemory? _stack;
    private readonly HashSet<ModuleCode> _modules = [];
    private GCHandle _self;
    private bool _isDisposed;

    /// <summary>Creates an empty store.</summary>
    /// <param name="engine">The engine of all modules that are instantiated in the store.</param>
    /// <param name="stackSize">
    /// The bytes for locals and operands of running functions. Calls that are nested too deeply for it end with
    /// <see cref="TrapKind.CallStackExhausted"/>, and so do those that the thread's own stack is too small for.
    /// </param>
    public Store(Engine engine, int stackSize = DefaultStackSize)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentOutOfRangeException.ThrowIfLessThan(stackSize, MinimumStackSize);
        _engine = engine.Code;
        _engine.Retain(engine);
        _stack = new ReservedMemory(stackSize + StackMargin.Bytes);
        _stack.Commit(stackSize + StackMargin.Bytes);
        _top = (ulong*)_stack.Address;
        _stackEnd = (byte*)_stack.Address + stackSize;
        _self = GCHandle.Alloc(this, GCHandleType.Weak);
        Context = (NativeContext*)_arena.Allocate(sizeof(NativeContext));
        Context->Helpers = HelperTable.Address;
        Context->HostCall = &HostBoundary.Call;
        Context->Store = GCHandle.ToIntPtr(_self);
    }

    /// <summary>Frees what the store has, if it was not disposed.</summary>
    ~Store() => Free();

    internal NativeContext* Context { get; }

    internal EngineCode Engine => _engine;

    /// <summary>The memory for what stitched code reads and that never moves.</summary>
    internal NativeArena Arena => _arena;

    /// <summary>The store of a context, from within code that it runs.</summary>
    internal static Store Of(NativeContext* context) => (Store)GCHandle.FromIntPtr(context->Store).Target!;

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);

    /// <summary>Keeps a module's code as long as the store lives.</summary>
    internal void Use(WasmModule module)
    {
        if (module.Code.Engine != _engine)
            throw new ArgumentException("The module was compiled by another engine than the store's: compile it with that one.", nameof(module));
        if (_modules.Contains(module.Code))
            return;
        module.Code.Retain(module);
        _modules.Add(module.Code);
    }

    /// <summary>Ends the store and everything in it: instances, memories, tables. None of it can be used any more.</summary>
    /// <exception cref="InvalidOperationException">Code of the store is running.</exception>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        if (_depth != 0)
            throw new InvalidOperationException("Code of the store is running: dispose the store after its outermost call.");
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        _isDisposed = true;
        // The constructor may have failed anywhere, with only the finalizer to run.
        if (_stack == null)
            return;
        foreach (var memory in _memories)
            memory.Free();
        foreach (var table in _tables)
            table.Free();
        foreach (var module in _modules)
            module.Release();
        _stack.Dispose();
        _arena.Free();
        if (_self.IsAllocated)
            _self.Free();
        _engine.Release();
    }
}
