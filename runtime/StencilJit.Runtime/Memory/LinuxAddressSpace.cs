using static StencilJit.Runtime.Memory.LinuxLibrary;

namespace StencilJit.Runtime.Memory;

/// <summary>Private mappings on Linux.</summary>
internal sealed class LinuxAddressSpace : UnixAddressSpace
{
    private LinuxAddressSpace()
        : base(MAP_ANONYMOUS | MAP_NORESERVE)
    {
    }

    public static LinuxAddressSpace Instance { get; } = new();

    // Advice: where there are no huge pages, small ones do.
    public override void PreferHugePages(nint address, long length) => _ = madvise(address, (nuint)length, MADV_HUGEPAGE);

    public override void GatherInHugePages(nint address, long length)
    {
        PreferHugePages(address, length);

        // Each by itself: the system refuses those that are empty, which are huge pages once they are written to.
        for (long offset = 0; offset < length; offset += HugePages.Size)
            _ = madvise(address + (nint)offset, (nuint)HugePages.Size, MADV_COLLAPSE);
    }

    // Unmapping the old place would leave a gap that another thread's mapping may get.
    public override bool TryMove(nint from, nint to, long length) =>
        mremap(from, (nuint)length, (nuint)length, MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP, to) == to;
}
