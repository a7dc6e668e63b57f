namespace StencilJit.Runtime.Faults;

/// <summary>Memory that stitched code may touch beyond its end, made by <see cref="FaultHandler.Guard"/>.</summary>
/// <remarks>
/// There is no finalizer, as nothing managed tells whether native code still uses the memory: dispose the guard when no
/// code that relies on it runs any more, and before its memory and its code heap.
/// </remarks>
public sealed unsafe class FaultGuard : IDisposable
{
    private readonly GuardTable guards;
    // A NativeGuard*, or 0 when disposed.
    private nint guard;

    internal FaultGuard(GuardTable guards, in NativeGuard guard)
    {
        this.guards = guards;
        this.guard = (nint)guards.Add(guard);
    }

    /// <summary>Ends it: a fault in the memory is like any other again.</summary>
    public void Dispose()
    {
        nint removed = Interlocked.Exchange(ref guard, 0);
        if (removed != 0)
            guards.Remove((NativeGuard*)removed);
    }
}
