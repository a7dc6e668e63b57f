using System.Runtime.CompilerServices;
using StencilJit.Runtime.Memory;

namespace StencilJit.Runtime;

/// <summary>
/// Executable memory that stitched code lives in. It reserves address space once; pages are only used where code is.
/// No page is ever writable and executable through the same mapping. All members may be called from several threads.
/// </summary>
/// <remarks>
/// There is no finalizer, as nothing managed tells whether its code still runs: dispose the heap when none does.
/// </remarks>
public sealed unsafe class CodeHeap : IDisposable
{
    /// <summary>The address space that a heap reserves unless told otherwise: 1 GiB.</summary>
    /// <remarks>On AArch64 a branch reaches 128 MiB, a conditional one 1 MiB: code must lie that near to what it branches to.</remarks>
    public const long DefaultSize = 1L << 30;

    /// <summary>The most that a heap can reserve: x86-64 code reaches 2 GiB.</summary>
    public const long MaximumSize = (1L << 31) - (1 << 20);

    private const int CodeAlignment = 64;
    private const long WorthDiscarding = 64 << 10;

    /// <summary>So much memory of freed code stays in use for other code: the system would have to clear it, page by page.</summary>
    private const long MostKept = 512 << 10;

    private readonly Lock gate = new();
    private readonly ExecutableMemory memory;
    private readonly FreeRanges free;
    private long highWater;
    private int openWriters;
    private bool disposed;

    /// <summary>About how many bytes of freed code's memory are in use.</summary>
    private long kept;

    /// <summary>Whether code was freed whose instructions a processor may still hold.</summary>
    private bool isFreedCodeHeld;

    /// <summary>Reserves address space for code.</summary>
    /// <param name="size">How much, in bytes; rounded up to whole pages.</param>
    /// <exception cref="PlatformNotSupportedException">Executable memory is not implemented for this system.</exception>
    public CodeHeap(long size = DefaultSize)
        : this(ExecutableMemory.Create(CheckedSize(size)))
    {
    }

    internal CodeHeap(ExecutableMemory memory)
    {
        this.memory = memory;
        free = new FreeRanges(memory.Size);
    }

    /// <summary>The address space that the heap reserves, in bytes.</summary>
    public long Size => memory.Size;

    /// <summary>How the heap keeps memory from being writable and executable at once, which the system decides.</summary>
    public WriteProtection Protection => memory.Protection;

    /// <summary>The bytes that code, data and open writers take of it.</summary>
    public long Used
    {
        get
        {
            lock (gate)
                return memory.Size - free.Total;
        }
    }

    /// <summary>The longest code that a writer could be created for at the moment, in bytes.</summary>
    public long LongestFree
    {
        get
        {
            lock (gate)
                return Math.Max(0, free.Longest - CodeLease.Slack);
        }
    }

    private long Alignment => Math.Max(CodeAlignment, memory.Granularity);

    /// <summary>Makes a set ready to be stitched in this heap: copies its data near the code.</summary>
    /// <param name="table">The stencils.</param>
    /// <exception cref="CodeHeapExhaustedException">The data does not fit.</exception>
    public StencilImage Install(StencilTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.DataLength == 0)
        {
            lock (gate)
                ObjectDisposedException.ThrowIf(disposed, this);
            return new StencilImage(this, table, memory.Executable(0));
        }

        CodeLease lease = Lease(table.DataLength);
        Unsafe.CopyBlockUnaligned(memory.Writable(lease.Offset), table.Data, (uint)table.DataLength);
        CodeBlock block;
        try
        {
            block = Commit(lease, table.DataLength);
        }
        catch
        {
            Abandon(lease);
            throw;
        }

        return new StencilImage(this, table, block.Address);
    }

    /// <summary>
    /// Unmaps everything. No thread may be running code of the heap. Where writers are still open, the memory stays until the last of
    /// them is disposed; they can no longer commit.
    /// </summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
            if (openWriters == 0)
                memory.Dispose();
        }
    }

    /// <summary>The address where the first byte of the heap runs.</summary>
    internal nint Address => memory.Executable(0);

    internal bool Contains(nint address)
    {
        long offset = address - Address;
        return offset >= 0 && offset < memory.Size;
    }

    /// <summary>The view of a lease that may be written.</summary>
    internal byte* Writable(CodeLease lease) => memory.Writable(lease.Offset);

    /// <summary>The address where a lease's code will run.</summary>
    internal nint Executable(CodeLease lease) => memory.Executable(lease.Offset);

    /// <summary>Takes a range for a writer, or for data.</summary>
    /// <param name="maximumBytes">How long it is at least.</param>
    /// <param name="expectedBytes">How much of it is going to be used, so far as one knows.</param>
    internal CodeLease Lease(long maximumBytes, long expectedBytes = 0)
    {
        bool isLarge = HugePages.AreWorth(expectedBytes);
        long length = RoundUp(maximumBytes + CodeLease.Slack, Alignment);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            long offset = free.Take(length, isLarge ? memory.LargeAlignment : 1);
            if (offset < 0)
            {
                throw new CodeHeapExhaustedException(
                    $"The code heap of {memory.Size} bytes has no free range of {length} bytes; the longest has {free.Longest}. "
                    + "Ask for less, dispose code blocks that are no longer needed, or make a larger heap.");
            }

            try
            {
                memory.BeginWrite(offset, length, isLarge);
            }
            catch
            {
                free.Return(offset, length);
                throw;
            }

            openWriters++;
            return new CodeLease(offset, length, WasUsed: offset < highWater);
        }
    }

    /// <summary>Makes the first bytes of a lease executable and takes the others back.</summary>
    internal CodeBlock Commit(CodeLease lease, int length)
    {
        long reserved = RoundUp(length, Alignment);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            reserved = memory.EndWrite(lease.Offset, reserved, lease.Length);
            openWriters--;
            highWater = Math.Max(highWater, lease.Offset + reserved);
            free.Return(lease.Offset + reserved, lease.Length - reserved);

            // Code in memory that no code had before leaves what is kept as it is.
            if (lease.WasUsed)
                kept = Math.Max(0, kept - reserved);
            if (lease.WasUsed && isFreedCodeHeld && InstructionCache.SynchronizesApart)
            {
                // Before another writer relies on it, too.
                InstructionCache.Synchronize();
                isFreedCodeHeld = false;
            }
        }

        nint address = memory.Executable(lease.Offset);
        InstructionCache.Flush(address, length, lease.WasUsed);
        return new CodeBlock(this, address, length, reserved);
    }

    /// <summary>Takes a lease back whose code was not committed.</summary>
    internal void Abandon(CodeLease lease)
    {
        lock (gate)
        {
            openWriters--;
            if (!disposed)
            {
                memory.EndWrite(lease.Offset, 0, lease.Length);
                memory.Discard(lease.Offset, lease.Length);
                free.Return(lease.Offset, lease.Length);
            }
            else if (openWriters == 0)
            {
                memory.Dispose();
            }
        }
    }

    internal void Free(nint address, long length)
    {
        lock (gate)
        {
            if (disposed || length == 0)
                return;
            long offset = address - memory.Executable(0);
            if (length >= WorthDiscarding && kept + length > MostKept)
                memory.Discard(offset, length);
            else
                kept += length;
            free.Return(offset, length);
            isFreedCodeHeld = true;
        }
    }

    private static long RoundUp(long value, long alignment) => (value + alignment - 1) / alignment * alignment;

    private static long CheckedSize(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaximumSize);
        return size;
    }
}
