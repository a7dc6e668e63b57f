using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Memory;

/// <summary>Reserving and committing memory on one operating system. Ranges are whole pages.</summary>
internal abstract class AddressSpace
{
    /// <summary>That of the system the process runs on.</summary>
    public static AddressSpace Current =>
        OperatingSystem.IsLinux() ? new LinuxAddressSpace()
        : OperatingSystem.IsWindows() ? new WindowsAddressSpace()
        : throw new PlatformNotSupportedException(
            $"Reserving memory is implemented for Linux and Windows, but not for {RuntimeInformation.OSDescription}.");

    /// <summary>Takes address space without access.</summary>
    public abstract nint Reserve(long size);

    /// <summary>Makes reserved pages readable and writable.</summary>
    public abstract void Commit(nint address, long length);

    /// <summary>Gives a whole reservation back.</summary>
    public abstract void Release(nint address, long size);

    /// <summary>What failed, in one message for all systems.</summary>
    protected static OutOfMemoryException Failure(string what, long length) =>
        new($"{what} {length} bytes of memory failed: {Marshal.GetLastPInvokeErrorMessage()}. Ask for less, or raise the limits of the process.");
}
