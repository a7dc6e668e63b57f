namespace StencilJit.Runtime;

/// <summary>Finished code in a code heap.</summary>
public sealed class CodeBlock : IDisposable
{
    private readonly CodeHeap heap;
    private readonly nint address;
    private int disposed;

    internal CodeBlock(CodeHeap heap, nint address, int length, long reserved)
    {
        this.heap = heap;
        this.address = address;
        Length = length;
        Reserved = reserved;
    }

    /// <summary>The address of the first byte, to be called or jumped to.</summary>
    public nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0, this);
            return address;
        }
    }

    /// <summary>The length of the code in bytes.</summary>
    public int Length { get; }

    /// <summary>What it takes of the heap.</summary>
    internal long Reserved { get; }

    /// <summary>
    /// Frees the space for other code. No thread may be running the code or be about to: the caller's to know.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
            heap.Free(address, Reserved);
    }
}
