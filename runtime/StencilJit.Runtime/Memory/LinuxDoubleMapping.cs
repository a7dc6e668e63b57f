using static StencilJit.Runtime.Memory.LinuxLibrary;
using static StencilJit.Runtime.Memory.UnixLibrary;

namespace StencilJit.Runtime.Memory;

/// <summary>
/// One memory file mapped twice: a view to write and a view to execute. Protection never changes, so committing code
/// costs no system call and several threads write while others execute.
/// </summary>
internal sealed unsafe class LinuxDoubleMapping : ExecutableMemory
{
    private readonly int file;
    private readonly nint writable;
    private readonly nint executable;

    private LinuxDoubleMapping(int file, nint writable, nint executable, long size)
    {
        this.file = file;
        this.writable = writable;
        this.executable = executable;
        Size = size;
    }

    public override long Size { get; }

    public override int Granularity => 1;

    public override WriteProtection Protection => WriteProtection.SeparateMappings;

    /// <summary>Maps a memory file twice; answers null where the kernel has none or forbids executing it.</summary>
    public static LinuxDoubleMapping? TryCreate(long size)
    {
        size = RoundUpToPage(size);
        int file;
        try
        {
            fixed (byte* name = "stenciljit"u8)
                file = memfd_create(name, MFD_CLOEXEC);
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        if (file < 0)
            return null;
        nint writable = MAP_FAILED;
        nint executable = MAP_FAILED;
        if (ftruncate(file, size) == 0)
        {
            writable = mmap(0, (nuint)size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
            executable = mmap(0, (nuint)size, PROT_READ | PROT_EXEC, MAP_SHARED, file, 0);
        }

        if (writable != MAP_FAILED && executable != MAP_FAILED)
            return new LinuxDoubleMapping(file, writable, executable, size);
        Unmap(writable, size);
        Unmap(executable, size);
        close(file);
        return null;
    }

    public override byte* Writable(long offset) => (byte*)writable + offset;

    public override nint Executable(long offset) => executable + (nint)offset;

    public override void BeginWrite(long offset, long length)
    {
    }

    public override void EndWrite(long offset, long executableLength, long length)
    {
    }

    public override void Discard(long offset, long length)
    {
        long page = Environment.SystemPageSize;
        long start = RoundUpToPage(offset);
        long end = (offset + length) / page * page;

        // Where the system cannot punch holes the pages merely stay in use.
        if (start < end)
            _ = fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, start, end - start);
    }

    public override void Dispose()
    {
        Unmap(writable, Size);
        Unmap(executable, Size);
        close(file);
    }

    private static void Unmap(nint address, long size)
    {
        if (address != MAP_FAILED)
            munmap(address, (nuint)size);
    }

    private static long RoundUpToPage(long value)
    {
        long page = Environment.SystemPageSize;
        return (value + page - 1) / page * page;
    }
}
