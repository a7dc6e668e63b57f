namespace StencilJit.Runtime.Memory;

/// <summary>
/// A range of address space for code on one operating system. Offsets and lengths are multiples of
/// <see cref="Granularity"/>. Callers make sure that ranges which are open for writing do not overlap.
/// </summary>
internal abstract unsafe class ExecutableMemory : IDisposable
{
    private bool isReleased;

    /// <summary>The length of the range in bytes, a multiple of the page size.</summary>
    public abstract long Size { get; }

    /// <summary>What ranges must be multiples of, because protection changes with it; 1 where it never changes.</summary>
    public abstract int Granularity { get; }

    /// <summary>What the offset of a range that much is written to had best be a multiple of, at least 1.</summary>
    public virtual long LargeAlignment => 1;

    /// <summary>How memory is kept from being writable and executable at once.</summary>
    public abstract WriteProtection Protection { get; }

    /// <summary>Reserves memory in the best way that this system has.</summary>
    public static ExecutableMemory Create(long size)
    {
        ExecutableMemory? memory = OperatingSystem.IsLinux() ? LinuxDoubleMapping.TryCreate(size)
            : OperatingSystem.IsWindows() ? WindowsDoubleMapping.TryCreate(size)
            : null;
        if (memory != null && AliasProbe.Passes(memory))
            return memory;
        memory?.Dispose();
        return new ProtectedMapping(AddressSpace.Current, size);
    }

    /// <summary>Where a byte is written. Only valid between <see cref="BeginWrite"/> and <see cref="EndWrite"/>.</summary>
    public abstract byte* Writable(long offset);

    /// <summary>Where a byte is executed.</summary>
    public abstract nint Executable(long offset);

    /// <summary>Makes a range writable.</summary>
    /// <param name="offset">Where it starts.</param>
    /// <param name="length">Its length.</param>
    /// <param name="isLarge">Whether so much is going to be written that huge pages are worth their clearing.</param>
    public abstract void BeginWrite(long offset, long length, bool isLarge);

    /// <summary>Ends writing to a range: makes its first bytes executable and the others unused again.</summary>
    /// <returns>How many bytes are not unused: those, and what of the others cannot be had without them.</returns>
    public abstract long EndWrite(long offset, long executableLength, long length);

    /// <summary>
    /// Gives the pages that lie wholly within a range back to the system; their contents are lost. The range is all that
    /// one writer was given, or all that it committed. What large writers committed must be discarded before it is written anew.
    /// </summary>
    public abstract void Discard(long offset, long length);

    /// <summary>Unmaps the range. A second time does nothing: what is at its addresses then is somebody else's.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref isReleased, true))
            Release();
    }

    /// <summary>Unmaps the range; called once.</summary>
    protected abstract void Release();
}
