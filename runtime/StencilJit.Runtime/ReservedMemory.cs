using StencilJit.Runtime.Memory;

namespace StencilJit.Runtime;

/// <summary>
/// Address space whose first part is zero-initialised memory that can grow in place, such as the linear memory of a
/// virtual machine or a value stack. The rest faults when touched.
/// </summary>
/// <remarks>There is no finalizer, as nothing managed tells whether native code still uses the memory.</remarks>
public sealed class ReservedMemory : IDisposable
{
    private readonly Lock gate = new();
    private readonly AddressSpace space;
    private readonly nint address;
    private long committed;
    private bool disposed;

    /// <summary>Reserves address space; no memory is used before <see cref="Commit"/>.</summary>
    /// <param name="size">How much, in bytes; rounded up to whole pages.</param>
    /// <exception cref="PlatformNotSupportedException">Reserving is not implemented for this system.</exception>
    public ReservedMemory(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        space = AddressSpace.Current;
        Size = RoundUpToPage(size);
        address = space.Reserve(Size);
    }

    /// <summary>The address of the first byte; never changes.</summary>
    public nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return address;
        }
    }

    /// <summary>The address space in bytes, a multiple of the page size.</summary>
    public long Size { get; }

    /// <summary>How many bytes from the start can be read and written, a multiple of the page size.</summary>
    public long Committed => Volatile.Read(ref committed);

    /// <summary>Makes at least the first <paramref name="length"/> bytes readable and writable. Never shrinks.</summary>
    /// <param name="length">The length from the start, in bytes; rounded up to whole pages.</param>
    /// <exception cref="OutOfMemoryException">The system has no memory for it; nothing has changed.</exception>
    public void Commit(long length)
    {
        if (length < 0 || length > Size)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, $"{Size} bytes of address space are reserved: reserve more at the start to grow further.");
        }

        length = RoundUpToPage(length);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (length <= committed)
                return;
            space.Commit(address + (nint)committed, length - committed);
            Volatile.Write(ref committed, length);
        }
    }

    /// <summary>Makes memory readable and writable as <see cref="Commit"/> does, in huge pages where the system has them.</summary>
    /// <param name="start">Where it begins: at a multiple of a huge page's length, in addresses.</param>
    /// <param name="length">Its length, a multiple of that, too.</param>
    internal void CommitInHugePages(nint start, long length)
    {
        Commit(start + (nint)length - Address);
        space.GatherInHugePages(start, length);
    }

    /// <summary>Gives everything back to the system. Nothing may use the memory any more.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
            committed = 0;
            space.Release(address, Size);
        }
    }

    private static long RoundUpToPage(long value)
    {
        long page = Environment.SystemPageSize;
        return checked(value + page - 1) / page * page;
    }
}
