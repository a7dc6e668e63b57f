using StencilJit.Runtime.Memory;

namespace StencilJit.Runtime.Tests;

/// <summary>The system's address space, but every call is watched first, and may be refused as a system would.</summary>
/// <param name="watch">Given the operation's name; answers whether it is refused.</param>
internal sealed class WatchedAddressSpace(Predicate<string> watch) : AddressSpace
{
    private readonly AddressSpace space = Current;

    public override nint Reserve(long size) => Refuses(nameof(Reserve)) ? throw Exhausted("Reserving", size) : space.Reserve(size);

    public override void Commit(nint address, long length)
    {
        if (Refuses(nameof(Commit)))
            throw Exhausted("Committing", length);
        space.Commit(address, length);
    }

    public override void PreferHugePages(nint address, long length)
    {
        if (!Refuses(nameof(PreferHugePages)))
            space.PreferHugePages(address, length);
    }

    public override void GatherInHugePages(nint address, long length)
    {
        if (!Refuses(nameof(GatherInHugePages)))
            space.GatherInHugePages(address, length);
    }

    public override void MakeExecutable(nint address, long length)
    {
        if (Refuses(nameof(MakeExecutable)))
            throw Refused("Making executable", length);
        space.MakeExecutable(address, length);
    }

    public override bool TryMove(nint from, nint to, long length) => !Refuses(nameof(TryMove)) && space.TryMove(from, to, length);

    public override void Decommit(nint address, long length)
    {
        if (Refuses(nameof(Decommit)))
            throw Refused("Giving back", length);
        space.Decommit(address, length);
    }

    public override void Release(nint address, long size) => space.Release(address, size);

    private bool Refuses(string operation) => watch(operation);
}
