using static StencilJit.Runtime.Memory.LinuxLibrary;

namespace StencilJit.Runtime.Memory;

/// <summary>
/// One private mapping whose pages are writable while a writer has them and executable afterwards; for systems
/// without memory files. Ranges are whole pages, for protection belongs to pages.
/// </summary>
internal sealed unsafe class LinuxProtectedMapping : ExecutableMemory
{
    private readonly nint address;

    public LinuxProtectedMapping(long size)
    {
        Size = (size + Granularity - 1) / Granularity * Granularity;
        address = Reserve(Size);
    }

    public override long Size { get; }

    public override int Granularity => Environment.SystemPageSize;

    public override WriteProtection Protection => WriteProtection.ChangedProtection;

    public override byte* Writable(long offset) => (byte*)address + offset;

    public override nint Executable(long offset) => address + (nint)offset;

    public override void BeginWrite(long offset, long length) =>
        Protect(Executable(offset), length, PROT_READ | PROT_WRITE);

    public override void EndWrite(long offset, long executableLength, long length)
    {
        Protect(Executable(offset), executableLength, PROT_READ | PROT_EXEC);
        Protect(Executable(offset + executableLength), length - executableLength, PROT_NONE);
    }

    public override void Discard(long offset, long length) =>
        _ = madvise(Executable(offset), (nuint)length, MADV_DONTNEED);

    public override void Dispose() => munmap(address, (nuint)Size);
}
