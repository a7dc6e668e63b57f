using System.Runtime.CompilerServices;
using StencilJit.Runtime;
using StencilJit.Runtime.Faults;
using StencilJit.Wasm.Execution;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm;

/// <summary>
/// A linear memory (4.2.8). It never moves: growing leaves addresses and spans valid, until the store is disposed.
/// </summary>
public sealed unsafe class Memory : External
{
    private readonly ReservedMemory _reserved;
    // Null where code checks bounds.
    private readonly FaultGuard? _guard;
    // In pages.
    private readonly uint _maximum;
    // The instances that have it as their memory: they keep its size.
    private readonly List<nint> _users = [];

    /// <summary>Creates a memory of zeros.</summary>
    /// <param name="store">The store that it lives in.</param>
    /// <param name="type">Its size in pages, now and at most.</param>
    public Memory(Store store, MemoryType type)
        : base(store)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.ThrowIfDisposed();
        Type = type;
        _maximum = Math.Min(type.Limits.Maximum ?? MemoryType.MaximumPages, MemoryType.MaximumPages);
        if (type.Limits.Minimum > _maximum)
            throw new ArgumentException($"A memory of {type.Limits.Minimum} pages is larger than its maximum of {_maximum}.", nameof(type));
        var guards = store.Engine.Guards;
        // At least a page of address space, so that an empty memory has a base too.
        _reserved = guards != null ? MemoryGuards.Reserve() : new ReservedMemory((long)Math.Max(_maximum, 1) * MemoryType.PageSize);
        Length = (long)type.Limits.Minimum * MemoryType.PageSize;
        try
        {
            _reserved.Commit(Length);
            _guard = guards?.Guard(_reserved);
        }
        catch
        {
            _reserved.Dispose();
            throw;
        }

        store.Add(this);
    }

    /// <inheritdoc/>
    public override ExternalKind Kind => ExternalKind.Memory;

    /// <summary>The type that it was created with.</summary>
    public MemoryType Type { get; }

    /// <summary>The current size in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The current size in pages.</summary>
    public long Pages => Length / MemoryType.PageSize;

    /// <summary>The type with the current size: what an import is compared with.</summary>
    internal Limits CurrentLimits => new((uint)Pages, Type.Limits.Maximum);

    internal byte* Base => (byte*)_reserved.Address;

    /// <summary>Bytes of the memory itself: what is written there is in the memory.</summary>
    /// <param name="address">The first byte.</param>
    /// <param name="length">How many.</param>
    /// <exception cref="TrapException">They are not all in the memory.</exception>
    public Span<byte> GetSpan(long address, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        CheckBounds(address, length);
        return new(Base + address, length);
    }

    /// <summary>Bytes of the memory itself, if they are all in it.</summary>
    /// <param name="address">The first byte: an i32 of WebAssembly code.</param>
    /// <param name="length">How many.</param>
    /// <param name="span">The bytes.</param>
    public bool TryGetSpan(uint address, uint length, out Span<byte> span)
    {
        if ((ulong)address + length > (ulong)Length || length > int.MaxValue)
        {
            span = default;
            return false;
        }

        span = new(Base + address, (int)length);
        return true;
    }

    /// <summary>Reads a value, little-endian.</summary>
    /// <typeparam name="T">Its type: a number, or a structure without padding.</typeparam>
    /// <param name="address">Its first byte; any alignment will do.</param>
    /// <exception cref="TrapException">It is not in the memory.</exception>
    public T Read<T>(long address)
        where T : unmanaged
    {
        CheckBounds(address, sizeof(T));
        return Unsafe.ReadUnaligned<T>(Base + address);
    }

    /// <summary>Writes a value, little-endian.</summary>
    /// <typeparam name="T">Its type: a number, or a structure without padding.</typeparam>
    /// <param name="address">Its first byte; any alignment will do.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="TrapException">It is not in the memory.</exception>
    public void Write<T>(long address, T value)
        where T : unmanaged
    {
        CheckBounds(address, sizeof(T));
        Unsafe.WriteUnaligned(Base + address, value);
    }

    /// <summary>Adds pages of zeros.</summary>
    /// <param name="pages">How many.</param>
    /// <returns>The size before in pages, or -1 where it cannot grow that far, and has not changed.</returns>
    public long Grow(long pages)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pages);
        long before = Pages;
        if (pages > _maximum - before)
            return -1;
        long length = (before + pages) * MemoryType.PageSize;
        try
        {
            _reserved.Commit(length);
        }
        catch (OutOfMemoryException)
        {
            return -1;
        }

        Length = length;
        foreach (nint user in _users)
            ((NativeInstance*)user)->MemorySize = (ulong)length;
        return before;
    }

    /// <summary>Makes it the memory of an instance.</summary>
    internal void Attach(NativeInstance* instance)
    {
        instance->MemoryBase = Base;
        instance->MemorySize = (ulong)Length;
        _users.Add((nint)instance);
    }

    /// <summary>Whether a range lies within the memory.</summary>
    internal bool Contains(ulong address, ulong length) => address <= (ulong)Length && length <= (ulong)Length - address;

    internal void Free()
    {
        Length = 0;
        _guard?.Dispose();
        _reserved.Dispose();
    }

    private void CheckBounds(long address, long length)
    {
        Store.ThrowIfDisposed();
        if (!Contains((ulong)address, (ulong)length))
            throw new TrapException(TrapKind.OutOfBoundsMemoryAccess);
    }
}
