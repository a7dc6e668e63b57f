using System.Runtime.InteropServices;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm;

/// <summary>A table of references (4.2.7).</summary>
public sealed unsafe class Table : External
{
    /// <summary>The most elements that a table can have.</summary>
    public const uint MaximumLength = 10_000_000;

    private NativeTable* _native;

    /// <summary>Creates a table.</summary>
    /// <param name="store">The store that it lives in.</param>
    /// <param name="type">The type of its elements, and its size now and at most.</param>
    /// <param name="initial">What its elements are at first; null where it is not given.</param>
    public Table(Store store, TableType type, Value? initial = null)
        : base(store)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.ThrowIfDisposed();
        if (!type.Element.IsReference())
            throw new ArgumentException($"The elements of a table are references, not of type {type.Element.Name()}.", nameof(type));
        Type = type;
        ulong element = initial is { } value ? store.Encode(value, type.Element) : 0;
        _native = (NativeTable*)store.Arena.Allocate(sizeof(NativeTable));
        if (!TryGrow(type.Limits.Minimum, (nint)element))
        {
            throw new NotSupportedException(
                $"A table of {type.Limits.Minimum} elements is larger than its maximum, or than the {MaximumLength} elements that a "
                + "table can have.");
        }

        store.Add(this);
    }

    /// <inheritdoc/>
    public override ExternalKind Kind => ExternalKind.Table;

    /// <summary>The type that it was created with.</summary>
    public TableType Type { get; }

    /// <summary>The current number of elements.</summary>
    public int Length
    {
        get
        {
            Store.ThrowIfDisposed();
            return (int)_native->Length;
        }
    }

    internal NativeTable* Native => _native;

    /// <summary>The size now and at most: what an import is compared with.</summary>
    internal Limits CurrentLimits => new((uint)Length, Type.Limits.Maximum);

    internal Span<nint> Elements => new(_native->Elements, (int)_native->Length);

    /// <summary>An element.</summary>
    /// <param name="index">Its index.</param>
    /// <exception cref="TrapException">There is no such element.</exception>
    public Value this[int index]
    {
        get => Store.Decode((ulong)At(index), Type.Element);
        set => At(index) = (nint)Store.Encode(value, Type.Element);
    }

    /// <summary>Adds elements.</summary>
    /// <param name="count">How many.</param>
    /// <param name="value">What they are.</param>
    /// <returns>The number of elements before, or -1 where it cannot grow that far, and has not changed.</returns>
    public int Grow(int count, Value value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int before = Length;
        return TryGrow((uint)count, (nint)Store.Encode(value, Type.Element)) ? before : -1;
    }

    internal bool TryGrow(uint count, nint element)
    {
        ulong before = _native->Length;
        ulong length = before + count;
        if (length > Math.Min(Type.Limits.Maximum ?? MaximumLength, MaximumLength))
            return false;
        try
        {
            _native->Elements = (nint*)NativeMemory.Realloc(_native->Elements, (nuint)Math.Max(length, 1) * (nuint)sizeof(nint));
        }
        catch (OutOfMemoryException)
        {
            return false;
        }

        _native->Length = length;
        Elements[(int)before..].Fill(element);
        return true;
    }

    internal void Free()
    {
        NativeMemory.Free(_native->Elements);
        _native = null;
    }

    private ref nint At(int index)
    {
        if ((uint)index >= (uint)Length)
            throw new TrapException(TrapKind.OutOfBoundsTableAccess);
        return ref _native->Elements[index];
    }
}
