using static StencilJit.Runtime.Memory.UnixLibrary;

namespace StencilJit.Runtime.Memory;

/// <summary>Private mappings: all there is to it on macOS, and what Linux has more of in <see cref="LinuxAddressSpace"/>.</summary>
/// <remarks>
/// On macOS there is no double mapping of executable memory that all processors allow, and MAP_JIT is left alone: its
/// protection is a thread's for all such memory at once, and .NET's own code lives there.
/// </remarks>
internal class UnixAddressSpace : AddressSpace
{
    private readonly int flags;

    protected UnixAddressSpace(int flags) => this.flags = MAP_PRIVATE | flags;

    /// <summary>MAP_ANON and MAP_NORESERVE of macOS.</summary>
    public static UnixAddressSpace MacOS { get; } = new(0x1000 | 0x40);

    public override nint Reserve(long size)
    {
        nint address = mmap(0, (nuint)size, PROT_NONE, flags, -1, 0);
        return address != MAP_FAILED ? address : throw Exhausted("Reserving", size);
    }

    public override void Commit(nint address, long length)
    {
        if (mprotect(address, (nuint)length, PROT_READ | PROT_WRITE) != 0)
            throw Exhausted("Committing", length);
    }

    public override void MakeExecutable(nint address, long length)
    {
        if (mprotect(address, (nuint)length, PROT_READ | PROT_EXEC) != 0)
            throw Refused("Making executable", length);
    }

    // A new mapping in the old one's place: madvise differs between the systems, and leaves the protection as it is.
    public override void Decommit(nint address, long length)
    {
        if (mmap(address, (nuint)length, PROT_NONE, flags | MAP_FIXED, -1, 0) == MAP_FAILED)
            throw Refused("Giving back", length);
    }

    public override void Release(nint address, long size) => munmap(address, (nuint)size);
}
