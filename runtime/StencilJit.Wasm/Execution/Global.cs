namespace StencilJit.Wasm;

/// <summary>A global variable (4.2.9).</summary>
public sealed unsafe class Global : External
{
    private readonly ulong* _cell;

    /// <summary>Creates a global.</summary>
    /// <param name="store">The store that it lives in.</param>
    /// <param name="type">The type of its value, and whether that can change.</param>
    /// <param name="value">Its first value.</param>
    public Global(Store store, GlobalType type, Value value)
        : base(store)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.ThrowIfDisposed();
        Type = type;
        ulong bits = store.Encode(value, type.Value);
        _cell = (ulong*)store.Arena.Allocate(sizeof(ulong));
        *_cell = bits;
    }

    internal Global(Store store, GlobalType type, ulong* cell)
        : base(store)
    {
        Type = type;
        _cell = cell;
    }

    /// <inheritdoc/>
    public override ExternalKind Kind => ExternalKind.Global;

    /// <summary>The type of its value, and whether that can change.</summary>
    public GlobalType Type { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It is set, but the global cannot change.</exception>
    /// <exception cref="ArgumentException">It is set to a value of another type.</exception>
    public Value Value
    {
        get
        {
            Store.ThrowIfDisposed();
            return Store.Decode(*_cell, Type.Value);
        }

        set
        {
            Store.ThrowIfDisposed();
            if (!Type.IsMutable)
                throw new InvalidOperationException("The global is immutable.");
            *_cell = Store.Encode(value, Type.Value);
        }
    }

    internal ulong* Cell => _cell;
}
