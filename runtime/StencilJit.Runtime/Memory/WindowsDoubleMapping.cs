using static StencilJit.Runtime.Memory.WindowsLibrary;

namespace StencilJit.Runtime.Memory;

/// <summary>
/// One section of the page file mapped twice: a view to write and a view to execute. Protection never changes, so
/// several threads write while others execute, and pieces of code share pages.
/// </summary>
/// <remarks>
/// A section's pages are committed before they are used, and stay so until it is closed. Offsets come from the lowest
/// free one on, so what is committed is what the heap had in use at most.
/// </remarks>
internal sealed unsafe class WindowsDoubleMapping : ExecutableMemory
{
    // Small leases share a commitment.
    private const long CommitUnit = 64 << 10;

    private readonly nint writable;
    private readonly nint executable;
    private long committed;

    private WindowsDoubleMapping(nint writable, nint executable, long size)
    {
        this.writable = writable;
        this.executable = executable;
        Size = size;
    }

    public override long Size { get; }

    public override int Granularity => 1;

    public override WriteProtection Protection => WriteProtection.SeparateMappings;

    /// <summary>Maps a section twice; answers null where the system forbids executing it.</summary>
    public static WindowsDoubleMapping? TryCreate(long size)
    {
        size = RoundUp(size, Environment.SystemPageSize);
        nint section = CreateFileMapping(INVALID_HANDLE_VALUE, 0, PAGE_EXECUTE_READWRITE | SEC_RESERVE, (uint)(size >> 32), (uint)size, 0);
        if (section == 0)
            return null;
        nint writable = MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, (nuint)size);
        nint executable = MapViewOfFile(section, FILE_MAP_READ | FILE_MAP_EXECUTE, 0, 0, (nuint)size);
        // The views keep the section.
        CloseHandle(section);
        if (writable != 0 && executable != 0)
            return new WindowsDoubleMapping(writable, executable, size);
        Unmap(writable);
        Unmap(executable);
        return null;
    }

    public override byte* Writable(long offset) => (byte*)writable + offset;

    public override nint Executable(long offset) => executable + (nint)offset;

    public override void BeginWrite(long offset, long length, bool isLarge)
    {
        long end = Math.Min(RoundUp(offset + length, CommitUnit), Size);
        if (end <= committed)
            return;
        Commit(writable, end, PAGE_READWRITE);
        Commit(executable, end, PAGE_EXECUTE_READ);
        committed = end;
    }

    public override long EndWrite(long offset, long executableLength, long length) => executableLength;

    public override void Discard(long offset, long length)
    {
        long page = Environment.SystemPageSize;
        long start = RoundUp(offset, page);
        long end = (offset + length) / page * page;

        // The pages stay committed, but nobody has to keep what is in them; a refusal keeps it.
        if (start < end)
            _ = VirtualAlloc(writable + (nint)start, (nuint)(end - start), MEM_RESET, PAGE_READWRITE);
    }

    protected override void Release()
    {
        Unmap(writable);
        Unmap(executable);
    }

    private void Commit(nint view, long end, uint protection)
    {
        if (VirtualAlloc(view + (nint)committed, (nuint)(end - committed), MEM_COMMIT, protection) == 0)
            throw AddressSpace.Exhausted("Committing", end - committed);
    }

    private static void Unmap(nint view)
    {
        if (view != 0)
            UnmapViewOfFile(view);
    }

    private static long RoundUp(long value, long unit) => (value + unit - 1) / unit * unit;
}
