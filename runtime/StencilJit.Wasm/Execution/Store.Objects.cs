using StencilJit.Wasm.Native;

namespace StencilJit.Wasm;

/// <content>What is in the store, and how stitched code names it.</content>
public sealed unsafe partial class Store
{
    private readonly List<Instance> _instances = [];
    private readonly List<HostFunction> _hostFunctions = [];
    private readonly Dictionary<nint, Function> _functions = [];
    private readonly List<Memory> _memories = [];
    private readonly List<Table> _tables = [];
    // Host objects that were given to WebAssembly code; the handle of one is its position plus 1.
    private readonly List<object> _references = [];
    private readonly Dictionary<object, nint> _handles = new(ReferenceEqualityComparer.Instance);

    /// <summary>Adds an instance.</summary>
    /// <returns>Its number.</returns>
    internal int Add(Instance instance)
    {
        _instances.Add(instance);
        return _instances.Count - 1;
    }

    internal void Add(Memory memory) => _memories.Add(memory);

    internal void Add(Table table) => _tables.Add(table);

    internal Instance InstanceOf(NativeInstance* instance) => _instances[(int)instance->Host];

    internal HostFunction HostFunctionOf(int handle) => _hostFunctions[handle];

    /// <summary>The reference of a host object; 0 for null.</summary>
    internal nint HandleOf(object? value)
    {
        if (value == null)
            return 0;
        if (!_handles.TryGetValue(value, out nint handle))
        {
            _references.Add(value);
            _handles.Add(value, handle = _references.Count);
        }

        return handle;
    }

    internal object? ReferenceOf(nint handle) => handle == 0 ? null : _references[(int)handle - 1];

    /// <summary>The reference of a function; 0 for null.</summary>
    internal nint AddressOf(Function? function)
    {
        if (function == null)
            return 0;
        if (function.Store != this)
            throw new ArgumentException("The function belongs to another store.", nameof(function));
        return (nint)function.Native;
    }

    /// <summary>The function that a reference stands for: always the same object.</summary>
    internal Function? FunctionOf(NativeFunction* function)
    {
        ThrowIfDisposed();
        if (function == null)
            return null;
        if (!_functions.TryGetValue((nint)function, out var known))
        {
            var instance = InstanceOf(function->Instance);
            known = new Function(this, function, instance.TypeOf(function));
            _functions.Add((nint)function, known);
        }

        return known;
    }

    /// <summary>Makes the structures that stitched code calls a host function through.</summary>
    internal NativeFunction* AddHostFunction(HostFunction function, Function known)
    {
        ThrowIfDisposed();
        var instance = (NativeInstance*)_arena.Allocate(sizeof(NativeInstance));
        instance->Context = Context;
        instance->Host = (ulong)_hostFunctions.Count;
        var native = (NativeFunction*)_arena.Allocate(sizeof(NativeFunction));
        native->Code = _engine.HostEntry(function.Type);
        native->Instance = instance;
        native->Type = function.TypeNumber;
        native->Host = (uint)_hostFunctions.Count;
        _hostFunctions.Add(function);
        _functions.Add((nint)native, known);
        return native;
    }

    /// <summary>A value as it stands in a slot.</summary>
    /// <exception cref="ArgumentException">The value is not of the kind.</exception>
    internal ulong Encode(in Value value, ValueKind kind)
    {
        if (value.Kind != kind)
            throw new ArgumentException($"The value is of type {value.Kind.Name()}, but {kind.Name()} is expected.", nameof(value));
        return kind switch
        {
            ValueKind.FuncRef => (ulong)AddressOf((Function?)value.Reference),
            ValueKind.ExternRef => (ulong)HandleOf(value.Reference),
            _ => value.Bits,
        };
    }

    /// <summary>The value that stands in a slot.</summary>
    internal Value Decode(ulong slot, ValueKind kind) => kind switch
    {
        ValueKind.FuncRef => Value.FuncRef(FunctionOf((NativeFunction*)slot)),
        ValueKind.ExternRef => Value.ExternRef(ReferenceOf((nint)slot)),
        ValueKind.I32 or ValueKind.F32 => Value.FromBits(kind, (uint)slot),
        _ => Value.FromBits(kind, slot),
    };
}
