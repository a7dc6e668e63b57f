using System.Runtime.InteropServices;

namespace StencilJit.Stencils.Replay;

/// <summary>
/// The memory that micro-ops work on, at fixed addresses and gigabytes apart, so that vectors can reach the ends of what
/// holes can say. Pages exist only where something is written; all bytes are zero between runs.
/// </summary>
internal sealed unsafe partial class World : IDisposable
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymousNoReserveFixed = 0x02 | 0x20 | 0x4000 | 0x100000;

    private readonly List<Region> mapped = [];

    public World(IEnumerable<Region> regions)
    {
        foreach (var region in regions)
        {
            var address = Map((nint)region.Address, (nuint)region.Length, ReadWrite, PrivateAnonymousNoReserveFixed, -1, 0);
            if ((ulong)address != region.Address)
                throw new InvalidOperationException($"The memory at 0x{region.Address:x} that vectors work on cannot be had in this process (error {Marshal.GetLastPInvokeError()}): run again, or choose other addresses.");
            mapped.Add(region);
        }
    }

    public static ulong Read(ulong address) => *(ulong*)address;

    public static void Write(ulong address, ulong value) => *(ulong*)address = value;

    public bool Contains(ulong address) => mapped.Exists(region => address >= region.Address && address - region.Address < region.Length);

    public void Dispose()
    {
        foreach (var region in mapped)
            _ = Unmap((nint)region.Address, (nuint)region.Length);
        mapped.Clear();
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
