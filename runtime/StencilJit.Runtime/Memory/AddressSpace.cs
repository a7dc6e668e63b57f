using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Memory;

/// <summary>Reserving, committing and protecting memory on one operating system. Ranges are whole pages.</summary>
internal abstract class AddressSpace
{
    /// <summary>That of the system the process runs on.</summary>
    public static AddressSpace Current =>
        OperatingSystem.IsLinux() ? LinuxAddressSpace.Instance
        : OperatingSystem.IsMacOS() ? UnixAddressSpace.MacOS
        : OperatingSystem.IsWindows() ? new WindowsAddressSpace()
        : throw new PlatformNotSupportedException(
            $"Reserving memory is implemented for Linux, macOS and Windows, but not for {RuntimeInformation.OSDescription}. Interpret instead, or run on one of those.");

    /// <summary>Takes address space without access.</summary>
    public abstract nint Reserve(long size);

    /// <summary>Makes reserved pages readable and writable; those that have contents keep them.</summary>
    public abstract void Commit(nint address, long length);

    /// <summary>Makes committed pages readable and executable.</summary>
    public abstract void MakeExecutable(nint address, long length);

    /// <summary>Says that huge pages are worth their clearing in committed memory, where the system has a choice.</summary>
    public virtual void PreferHugePages(nint address, long length)
    {
    }

    /// <summary>The same for pages some of which have contents, which they keep. Addresses are multiples of a huge page's length.</summary>
    public virtual void GatherInHugePages(nint address, long length)
    {
    }

    /// <summary>
    /// Moves pages with what they hold and their protection to other reserved addresses; those they come from stay
    /// reserved. Answers false where the system does not, and then leaves the pages where they were.
    /// </summary>
    public virtual bool TryMove(nint from, nint to, long length) => false;

    /// <summary>Makes pages what they were when they were reserved; their contents are lost.</summary>
    public abstract void Decommit(nint address, long length);

    /// <summary>Gives a whole reservation back.</summary>
    public abstract void Release(nint address, long size);

    /// <summary>There is no more memory or address space, in one message for all systems.</summary>
    public static OutOfMemoryException Exhausted(string what, long length) =>
        new($"{what} {length} bytes of memory failed: {Marshal.GetLastPInvokeErrorMessage()}. Ask for less, or raise the limits of the process.");

    /// <summary>The system does not allow it, in one message for all systems.</summary>
    public static IOException Refused(string what, long length) =>
        new($"{what} {length} bytes of memory failed: {Marshal.GetLastPInvokeErrorMessage()}. The system refuses it, or is out of memory: look for a policy against executable memory.");
}
