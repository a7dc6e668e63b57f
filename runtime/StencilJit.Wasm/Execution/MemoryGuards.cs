using System.Runtime.InteropServices;
using StencilJit.Runtime;
using StencilJit.Runtime.Faults;

namespace StencilJit.Wasm.Execution;

/// <summary>Memories of an engine that have address space without access behind them, in place of checks in the code.</summary>
/// <param name="heap">Where the engine's code is.</param>
/// <param name="landing">The code that leaves with the trap of an access out of bounds.</param>
internal sealed class MemoryGuards(CodeHeap heap, nint landing)
{
    /// <summary>The highest offset that accesses without a check may have.</summary>
    public const uint HighestOffset = int.MaxValue;

    // Any i32, any such offset and the bytes of an access stay below 6 GiB and a few bytes.
    private const long Reservation = 8L << 30;

    /// <summary>What an engine does, which is guarding where it is possible unless it is told otherwise.</summary>
    /// <exception cref="PlatformNotSupportedException">It is told to guard, which is not possible here.</exception>
    public static BoundsChecks Choose(BoundsChecks? asked)
    {
        if (asked is BoundsChecks.Guard && !FaultHandler.IsSupported)
        {
            throw new PlatformNotSupportedException(
                $"Memories cannot be guarded in place of bounds checks on {RuntimeInformation.OSDescription} on {RuntimeInformation.ProcessArchitecture}: "
                + "make the engine with BoundsChecks.Explicit, or leave the choice to it.");
        }

        return asked ?? (FaultHandler.IsSupported && CanReserve() ? BoundsChecks.Guard : BoundsChecks.Explicit);
    }

    /// <summary>Reserves address space for a memory.</summary>
    /// <exception cref="OutOfMemoryException">The process may not have that much.</exception>
    public static ReservedMemory Reserve()
    {
        try
        {
            return new ReservedMemory(Reservation);
        }
        catch (OutOfMemoryException error)
        {
            throw new OutOfMemoryException(
                $"A memory whose bounds are not checked reserves {Reservation >> 30} GiB of address space, which the process did not get: make the engine "
                + "with BoundsChecks.Explicit, or raise the limit of the process's address space (ulimit -v).", error);
        }
    }

    /// <summary>Has accesses beyond the end trap.</summary>
    public FaultGuard Guard(ReservedMemory memory) => FaultHandler.Guard(memory, heap, landing);

    // A process with little address space is told by its first reservation.
    private static bool CanReserve()
    {
        try
        {
            new ReservedMemory(Reservation).Dispose();
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
