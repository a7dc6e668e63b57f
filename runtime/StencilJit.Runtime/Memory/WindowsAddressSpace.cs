using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Memory;

/// <summary>VirtualAlloc's two steps.</summary>
internal sealed partial class WindowsAddressSpace : AddressSpace
{
    private const uint MEM_COMMIT = 0x1000;
    private const uint MEM_RESERVE = 0x2000;
    private const uint MEM_RELEASE = 0x8000;
    private const uint PAGE_NOACCESS = 0x01;
    private const uint PAGE_READWRITE = 0x04;

    public override nint Reserve(long size)
    {
        nint address = VirtualAlloc(0, (nuint)size, MEM_RESERVE, PAGE_NOACCESS);
        return address != 0 ? address : throw Failure("Reserving", size);
    }

    public override void Commit(nint address, long length)
    {
        if (VirtualAlloc(address, (nuint)length, MEM_COMMIT, PAGE_READWRITE) == 0)
            throw Failure("Committing", length);
    }

    public override void Release(nint address, long size) => VirtualFree(address, 0, MEM_RELEASE);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualFree(nint address, nuint size, uint type);
}
