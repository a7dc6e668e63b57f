namespace StencilJit.Wasm.Execution;

/// <summary>Something native that several owners share; the last one to let go frees it. It starts with one owner.</summary>
internal abstract class SharedResource
{
    private int _owners = 1;

    /// <summary>Adds an owner.</summary>
    /// <param name="owner">What the resource is a part of, for the message where that was disposed.</param>
    public void Retain(object owner)
    {
        int owners = Volatile.Read(ref _owners);
        while (true)
        {
            ObjectDisposedException.ThrowIf(owners == 0, owner);
            int seen = Interlocked.CompareExchange(ref _owners, owners + 1, owners);
            if (seen == owners)
                return;
            owners = seen;
        }
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
            Free();
    }

    protected abstract void Free();
}
