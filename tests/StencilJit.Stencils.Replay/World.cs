using System.Runtime.InteropServices;

namespace StencilJit.Stencils.Replay;

/// <summary>
/// The memory that micro-ops work on, at fixed addresses and gigabytes apart, so that vectors can reach the ends of what
/// holes can say. Pages exist only where something is written; all bytes are zero between runs.
/// </summary>
internal sealed unsafe class World : IDisposable
{
    private readonly List<Region> mapped = [];

    public World(IEnumerable<Region> regions)
    {
        foreach (var region in regions)
        {
            var address = FixedMemory.Map((nint)region.Address, (nuint)region.Length);
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
            FixedMemory.Unmap((nint)region.Address, (nuint)region.Length);
        mapped.Clear();
    }
}
