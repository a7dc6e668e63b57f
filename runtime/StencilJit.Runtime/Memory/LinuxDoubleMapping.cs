namespace StencilJit.Runtime.Memory;

/// <summary>
/// One memory file mapped twice: a view to write and a view to execute. Protection of its pages never changes, so
/// committing a little code costs no system call, and several threads write while others execute. Much code is
/// written to huge pages, which a memory file has on few systems: <see cref="PrivateRanges"/>.
/// </summary>
internal sealed unsafe class LinuxDoubleMapping : ExecutableMemory
{
    private readonly MemoryFile file;
    private readonly PrivateRanges ranges;

    private LinuxDoubleMapping(MemoryFile file, AddressSpace space)
    {
        this.file = file;
        ranges = new PrivateRanges(file, space);
    }

    public override long Size => file.Size;

    public override int Granularity => 1;

    public override long LargeAlignment => HugePages.Size;

    public override WriteProtection Protection => WriteProtection.SeparateMappings;

    /// <summary>Maps a memory file twice; answers null where the kernel has none or forbids executing it.</summary>
    public static LinuxDoubleMapping? TryCreate(long size) => TryCreate(size, AddressSpace.Current);

    /// <summary>The same with private memory from elsewhere.</summary>
    public static LinuxDoubleMapping? TryCreate(long size, AddressSpace space) =>
        MemoryFile.TryCreate(size) is { } file ? new LinuxDoubleMapping(file, space) : null;

    public override byte* Writable(long offset) => (byte*)file.Writable + offset;

    public override nint Executable(long offset) => file.Executable + (nint)offset;

    public override void BeginWrite(long offset, long length, bool isLarge)
    {
        if (isLarge)
            ranges.Begin(offset, length);
    }

    public override long EndWrite(long offset, long executableLength, long length) => ranges.End(offset, executableLength);

    public override void Discard(long offset, long length)
    {
        ranges.Discard(offset);
        file.Discard(offset, length);
    }

    protected override void Release() => file.Dispose();
}
