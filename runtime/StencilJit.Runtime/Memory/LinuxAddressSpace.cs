using static StencilJit.Runtime.Memory.LinuxLibrary;

namespace StencilJit.Runtime.Memory;

/// <summary>Pages without access that become private memory.</summary>
internal sealed class LinuxAddressSpace : AddressSpace
{
    public override nint Reserve(long size)
    {
        nint address = mmap(0, (nuint)size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        return address != MAP_FAILED ? address : throw Failure("Reserving", size);
    }

    public override void Commit(nint address, long length)
    {
        if (mprotect(address, (nuint)length, PROT_READ | PROT_WRITE) != 0)
            throw Failure("Committing", length);
    }

    public override void Release(nint address, long size) => munmap(address, (nuint)size);
}
