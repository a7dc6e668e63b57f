using System.Runtime.InteropServices;

namespace StencilJit.Stencils.Replay;

/// <summary>Zeroed memory at an address of the caller's choice, of which pages exist only where something is written.</summary>
internal static partial class FixedMemory
{
    private const int ReadWrite = 3;
    private const int LinuxPrivateAnonymousNoReserveFixed = 0x02 | 0x20 | 0x4000 | 0x100000;
    private const uint MEM_RESERVE_COMMIT = 0x3000;
    private const uint MEM_RELEASE = 0x8000;
    private const uint PAGE_READWRITE = 0x04;

    /// <returns>The address, or another one where it cannot be had.</returns>
    public static nint Map(nint address, nuint length) => OperatingSystem.IsWindows()
        ? VirtualAlloc(address, length, MEM_RESERVE_COMMIT, PAGE_READWRITE)
        : MapPages(address, length, ReadWrite, LinuxPrivateAnonymousNoReserveFixed, -1, 0);

    public static void Unmap(nint address, nuint length)
    {
        if (OperatingSystem.IsWindows())
            _ = VirtualFree(address, 0, MEM_RELEASE);
        else
            _ = UnmapPages(address, length);
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MapPages(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int UnmapPages(nint address, nuint length);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32")]
    private static partial int VirtualFree(nint address, nuint size, uint type);
}
