using static StencilJit.Runtime.Memory.WindowsLibrary;

namespace StencilJit.Runtime.Memory;

/// <summary>VirtualAlloc's two steps.</summary>
internal sealed class WindowsAddressSpace : AddressSpace
{
    public override nint Reserve(long size)
    {
        nint address = VirtualAlloc(0, (nuint)size, MEM_RESERVE, PAGE_NOACCESS);
        return address != 0 ? address : throw Exhausted("Reserving", size);
    }

    // Committing does not promise to change what pages that are committed already may be used for.
    public override void Commit(nint address, long length)
    {
        if (length != 0
            && (VirtualAlloc(address, (nuint)length, MEM_COMMIT, PAGE_READWRITE) == 0
                || !VirtualProtect(address, (nuint)length, PAGE_READWRITE, out _)))
            throw Exhausted("Committing", length);
    }

    public override void MakeExecutable(nint address, long length)
    {
        if (!VirtualProtect(address, (nuint)length, PAGE_EXECUTE_READ, out _))
            throw Refused("Making executable", length);
    }

    public override void Decommit(nint address, long length)
    {
        if (!VirtualFree(address, (nuint)length, MEM_DECOMMIT))
            throw Refused("Giving back", length);
    }

    public override void Release(nint address, long size) => VirtualFree(address, 0, MEM_RELEASE);
}
