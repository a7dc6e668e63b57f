using System.Runtime.InteropServices;
using static StencilJit.Runtime.Faults.LinuxSignals;

namespace StencilJit.Runtime.Faults;

/// <summary>
/// Lets stitched code leave out bounds checks: where it touches reserved memory that is not committed, the thread goes on
/// at an address of the caller's choice, such as the code of a trap. All other faults go to the handler that was there
/// before, .NET's own as a rule: null references, stack overflows and crashes are what they were.
/// </summary>
/// <remarks>
/// <para>The process gets one signal handler, with the first guard and for good. A library that later installs its own
/// without handing on what it does not know makes a fault a crash.</para>
/// <para>A thread goes on with its registers as the faulting instruction left them. Where that is in a leaf stencil, the
/// stack and the pinned pointers are as they were before the stencil; in one that may use a stack frame they need not be.</para>
/// </remarks>
public static unsafe class FaultHandler
{
    private const int CodeBytes = 64 << 10;

    private static readonly Lock Gate = new();
    private static readonly bool Supported = FindSupport();
    private static GuardTable? guards;

    /// <summary>Whether faults can be caught here: on Linux on x86-64 and AArch64, where .NET's own handler is in place.</summary>
    /// <remarks>
    /// False on Windows and macOS, whose faults come as exceptions of the system's own kinds: code checks bounds there. On AArch64 a
    /// store that is partly out of bounds may have written the other part when it faults.
    /// </remarks>
    public static bool IsSupported => Supported;

    /// <summary>Has faults caught that code of a heap causes anywhere in a reservation.</summary>
    /// <param name="memory">The memory. What of it is committed may change at any time.</param>
    /// <param name="heap">Where the code is that may touch it.</param>
    /// <param name="landing">Where a thread goes on that faulted: an address of code in the heap.</param>
    /// <returns>What ends it. Dispose that before the memory and the heap.</returns>
    /// <exception cref="PlatformNotSupportedException">It is not possible here: see <see cref="IsSupported"/>.</exception>
    public static FaultGuard Guard(ReservedMemory memory, CodeHeap heap, nint landing)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(heap);
        if (!heap.Contains(landing))
        {
            throw new ArgumentOutOfRangeException(
                nameof(landing), $"0x{landing:x} is no address in the code heap. Emit the code that threads go on with to the heap, and give its final address.");
        }

        var guard = new NativeGuard
        {
            Memory = (ulong)memory.Address,
            MemoryLength = (ulong)memory.Size,
            Code = (ulong)heap.Address,
            CodeLength = (ulong)heap.Size,
            Landing = (ulong)landing,
        };
        return new FaultGuard(Installed(), guard);
    }

    private static bool FindSupport()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            // Which processors it is for, the handler's own stencils tell.
            _ = FaultStencils.Table;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }

        LinuxSignalAction action;
        return sigaction(SIGSEGV, null, &action) == 0 && action.IsLasting;
    }

    /// <summary>The guards that the installed handler reads.</summary>
    private static GuardTable Installed()
    {
        if (!IsSupported)
        {
            throw new PlatformNotSupportedException(
                $"Faults are caught on Linux on x86-64 and AArch64 with .NET's own handler of SIGSEGV in place, not on {RuntimeInformation.OSDescription} "
                + $"on {RuntimeInformation.ProcessArchitecture}. Ask FaultHandler.IsSupported, and check bounds in the code where it is false.");
        }

        lock (Gate)
            return guards ??= Install();
    }

    private static GuardTable Install()
    {
        LinuxSignalAction previous;
        Check(sigaction(SIGSEGV, null, &previous));
        // All of this stays as long as the process.
        var table = new GuardTable();
        var state = (NativeFaultState*)NativeMemory.Alloc((nuint)sizeof(NativeFaultState));
        state->Previous = previous.Handler;
        state->Guards = table.First;
        LinuxSignalAction action = previous.With(Stitch(state));
        Check(sigaction(SIGSEGV, &action, null));
        return table;
    }

    private static nint Stitch(NativeFaultState* state)
    {
        StencilImage image = new CodeHeap(CodeBytes).Install(FaultStencils.Table);
        using CodeWriter writer = image.CreateWriter(CodeBytes / 2);
        nint handler = writer.Address;
        FaultStencils.HandleFault(writer, (nint)state);
        writer.Commit();
        return handler;
    }

    private static void Check(int result)
    {
        if (result != 0)
            throw new IOException($"sigaction of SIGSEGV failed: {Marshal.GetLastPInvokeErrorMessage()}. Check bounds in the code instead.");
    }
}
