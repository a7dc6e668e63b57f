using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;

namespace StencilJit.Runtime;

/// <summary>Makes written code visible to instruction fetch.</summary>
/// <remarks>
/// <para>On x86-64 the hardware keeps instruction and data caches coherent, on every system. On AArch64 the range is cleaned
/// from the data cache to the point of unification and invalidated in the instruction cache, which is what
/// <c>__clear_cache</c> of libgcc does on Linux, <c>sys_icache_invalidate</c> on macOS and <c>FlushInstructionCache</c> on
/// Windows. It is given the addresses where code <i>runs</i>, although it was written through another mapping: data
/// caches of AArch64 behave as physically tagged (Arm ARM D7.5.11), so cleaning any alias cleans the line, while an
/// instruction cache may be virtually tagged and must be invalidated by the address that is fetched.</para>
/// <para>Another processor that executed older code at the same address may still hold its instructions in the pipeline
/// until it synchronises its context. <see cref="Interlocked.MemoryBarrierProcessWide"/> interrupts every processor that
/// runs this process; returning from an interrupt is such a synchronisation on both architectures. On AArch64 it has to
/// follow the invalidation. On x86-64, where what is fetched later is what was written, it has to follow the last execution
/// of the older code, so that one does for all code that was freed before.</para>
/// </remarks>
internal static unsafe partial class InstructionCache
{
    private static readonly nint CurrentProcess = -1;

    private static readonly delegate* unmanaged<nint, nint, void> ClearCache =
        (delegate* unmanaged<nint, nint, void>)(ArmBase.IsSupported && OperatingSystem.IsLinux() ? FindClearCache() : 0);

    /// <summary>Whether <see cref="Synchronize"/> has to be called between freeing code and running other code in its place.</summary>
    public static bool SynchronizesApart => !ArmBase.IsSupported;

    /// <summary>Has all processors forget the instructions of code that is no longer executed.</summary>
    public static void Synchronize() => Interlocked.MemoryBarrierProcessWide();

    /// <summary>Makes code visible that was just written.</summary>
    /// <param name="address">Where it will run.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="wasUsed">Whether other code may have run there before.</param>
    public static void Flush(nint address, int length, bool wasUsed)
    {
        if (length == 0 || !ArmBase.IsSupported)
            return;
        Invalidate(address, length);
        if (wasUsed)
            Synchronize();
    }

    private static void Invalidate(nint address, int length)
    {
        if (OperatingSystem.IsWindows())
            FlushInstructionCache(CurrentProcess, address, (nuint)length);
        else if (OperatingSystem.IsMacOS())
            InvalidateOnMacOS(address, (nuint)length);
        else
            ClearCache(address, address + length);
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FlushInstructionCache(nint process, nint address, nuint length);

    [LibraryImport("libSystem", EntryPoint = "sys_icache_invalidate")]
    private static partial void InvalidateOnMacOS(nint address, nuint length);

    private static nint FindClearCache()
    {
        foreach (string library in (ReadOnlySpan<string>)["libgcc_s.so.1", "libgcc_s.so"])
        {
            if (NativeLibrary.TryLoad(library, out nint handle)
                && NativeLibrary.TryGetExport(handle, "__clear_cache", out nint function))
                return function;
        }

        throw new PlatformNotSupportedException(
            "Code cannot be made executable: __clear_cache was not found in libgcc_s.so.1. Install the system's libgcc package.");
    }
}
