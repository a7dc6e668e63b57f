namespace StencilJit.Runtime.Memory;

/// <summary>
/// One private mapping whose pages are writable while a writer has them and executable afterwards; for systems
/// that do not map memory twice. Ranges are whole pages, for protection belongs to pages.
/// </summary>
internal sealed unsafe class ProtectedMapping : ExecutableMemory
{
    private readonly AddressSpace space;
    private readonly nint address;

    public ProtectedMapping(AddressSpace space, long size)
    {
        this.space = space;
        Size = (size + Granularity - 1) / Granularity * Granularity;
        address = space.Reserve(Size);
    }

    public override long Size { get; }

    public override int Granularity => Environment.SystemPageSize;

    public override WriteProtection Protection => WriteProtection.ChangedProtection;

    public override byte* Writable(long offset) => (byte*)address + offset;

    public override nint Executable(long offset) => address + (nint)offset;

    public override void BeginWrite(long offset, long length, bool isLarge)
    {
        space.Commit(Executable(offset), length);
        if (isLarge && HugePages.Within(Executable(offset), length) is { } part)
            space.PreferHugePages((nint)part.Start, part.Length);
    }

    public override long EndWrite(long offset, long executableLength, long length)
    {
        if (executableLength != 0)
            space.MakeExecutable(Executable(offset), executableLength);
        Discard(offset + executableLength, length - executableLength);
        return executableLength;
    }

    public override void Discard(long offset, long length)
    {
        if (length != 0)
            space.Decommit(Executable(offset), length);
    }

    protected override void Release() => space.Release(address, Size);
}
