using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Memory;

/// <summary>The C library's memory functions on Linux, under their own names.</summary>
internal static unsafe partial class LinuxLibrary
{
    public const int PROT_NONE = 0;
    public const int PROT_READ = 1;
    public const int PROT_WRITE = 2;
    public const int PROT_EXEC = 4;
    public const int MAP_SHARED = 0x01;
    public const int MAP_PRIVATE = 0x02;
    public const int MAP_ANONYMOUS = 0x20;
    public const int MAP_NORESERVE = 0x4000;
    public const int MADV_DONTNEED = 4;
    public const uint MFD_CLOEXEC = 1;
    public const int FALLOC_FL_KEEP_SIZE = 1;
    public const int FALLOC_FL_PUNCH_HOLE = 2;

    public static readonly nint MAP_FAILED = -1;

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint mmap(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int munmap(nint address, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int mprotect(nint address, nuint length, int protection);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int madvise(nint address, nuint length, int advice);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int memfd_create(byte* name, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int ftruncate(int file, long length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fallocate(int file, int mode, long offset, long length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int file);

    /// <summary>Reserves private address space without access.</summary>
    public static nint Reserve(long size)
    {
        nint address = mmap(0, (nuint)size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (address == MAP_FAILED)
            throw Failure("mmap", size, "Raise the limit of the process's address space (ulimit -v), or ask for less.");
        return address;
    }

    /// <summary>Changes the protection of whole pages.</summary>
    public static void Protect(nint address, long length, int protection)
    {
        if (length != 0 && mprotect(address, (nuint)length, protection) != 0)
            throw Failure("mprotect", length, "The system refuses this protection, or is out of memory.");
    }

    private static IOException Failure(string function, long length, string advice) =>
        new($"{function} of {length} bytes failed: {Marshal.GetLastPInvokeErrorMessage()}. {advice}");
}
