using Microsoft.Win32.SafeHandles;
using static StencilJit.Runtime.Memory.LinuxLibrary;
using static StencilJit.Runtime.Memory.UnixLibrary;

namespace StencilJit.Runtime.Memory;

/// <summary>A memory file of Linux and its two views, both aligned to huge pages.</summary>
internal sealed unsafe class MemoryFile : IDisposable
{
    private readonly int file;

    private MemoryFile(int file, nint writable, nint executable, long size)
    {
        this.file = file;
        Writable = writable;
        Executable = executable;
        Size = size;
    }

    /// <summary>The file's length in bytes, a multiple of the page size.</summary>
    public long Size { get; }

    /// <summary>Where the file's first byte is written.</summary>
    public nint Writable { get; }

    /// <summary>Where the file's first byte is executed.</summary>
    public nint Executable { get; }

    /// <summary>Makes a file and maps it twice; answers null where the kernel has none or forbids executing it.</summary>
    public static MemoryFile? TryCreate(long size)
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
            writable = MapAligned(file, size, PROT_READ | PROT_WRITE);
            executable = MapAligned(file, size, PROT_READ | PROT_EXEC);
        }

        if (writable != MAP_FAILED && executable != MAP_FAILED)
            return new MemoryFile(file, writable, executable, size);
        Unmap(writable, size);
        Unmap(executable, size);
        close(file);
        return null;
    }

    /// <summary>Maps a range of the writable view anew, in place of what is there.</summary>
    public void RestoreWritable(long offset, long length) => Restore(Writable, offset, length, PROT_READ | PROT_WRITE);

    /// <summary>Maps a range of the executable view anew, in place of what is there.</summary>
    public void RestoreExecutable(long offset, long length) => Restore(Executable, offset, length, PROT_READ | PROT_EXEC);

    /// <summary>Copies into the file what is at its place in the writable view and is not the file's.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for it.</exception>
    public void Store(long offset, long length)
    {
        if (length == 0)
            return;
        using var handle = new SafeFileHandle(file, ownsHandle: false);
        try
        {
            RandomAccess.Write(handle, new ReadOnlySpan<byte>((byte*)Writable + offset, checked((int)length)), offset);
        }
        catch (IOException e)
        {
            throw new OutOfMemoryException($"Storing {length} bytes of code failed: {e.Message} Ask for less, or raise the limits of the process.", e);
        }
    }

    /// <summary>Gives the pages that lie wholly within a range back; the file has zeros there.</summary>
    public void Discard(long offset, long length)
    {
        long page = Environment.SystemPageSize;
        long start = RoundUpToPage(offset);
        long end = (offset + length) / page * page;

        // Where the system cannot punch holes the pages merely stay in use.
        if (start < end)
            _ = fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, start, end - start);
    }

    public void Dispose()
    {
        Unmap(Writable, Size);
        Unmap(Executable, Size);
        close(file);
    }

    private void Restore(nint view, long offset, long length, int protection)
    {
        if (mmap(view + (nint)offset, (nuint)length, protection, MAP_SHARED | MAP_FIXED, file, offset) == MAP_FAILED)
            throw AddressSpace.Refused("Mapping", length);
    }

    private static nint MapAligned(int file, long size, int protection)
    {
        long room = size + HugePages.Size;
        nint reserved = mmap(0, (nuint)room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (reserved == MAP_FAILED)
            return MAP_FAILED;
        nint address = (nint)HugePages.RoundUp(reserved);
        Unmap(reserved, address - reserved);
        Unmap(address + (nint)size, reserved + room - (address + size));
        if (mmap(address, (nuint)size, protection, MAP_SHARED | MAP_FIXED, file, 0) != MAP_FAILED)
            return address;
        Unmap(address, size);
        return MAP_FAILED;
    }

    private static void Unmap(nint address, long size)
    {
        if (address != MAP_FAILED && size != 0)
            munmap(address, (nuint)size);
    }

    private static long RoundUpToPage(long value)
    {
        long page = Environment.SystemPageSize;
        return (value + page - 1) / page * page;
    }
}
