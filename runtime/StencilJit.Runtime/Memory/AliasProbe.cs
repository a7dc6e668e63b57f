using System.Runtime.Intrinsics.Arm;

namespace StencilJit.Runtime.Memory;

/// <summary>
/// Finds out whether code that is rewritten through one view of memory runs anew through the other. Processors do so,
/// but QEMU's user-mode emulation before version 8.1 keeps running its translation of the old code: it only notices
/// writes to the addresses that were executed, and does nothing on AArch64's instruction to invalidate the cache.
/// </summary>
internal static unsafe class AliasProbe
{
    private const uint MoveOne = 0x5280_0020;
    private const uint MoveTwo = 0x5280_0040;
    private const uint Return = 0xD65F_03C0;

    private static readonly Lock Gate = new();
    private static bool? passes;

    /// <summary>Tries it once in a process, at the start of unused memory; x86-64 guarantees it.</summary>
    public static bool Passes(ExecutableMemory memory)
    {
        if (!ArmBase.IsSupported)
            return true;
        lock (Gate)
            return passes ??= Run(memory, MoveOne) == 1 && Run(memory, MoveTwo) == 2;
    }

    private static int Run(ExecutableMemory memory, uint move)
    {
        const int Length = 2 * sizeof(uint);
        memory.BeginWrite(0, Length, isLarge: false);
        var code = (uint*)memory.Writable(0);
        code[0] = move;
        code[1] = Return;
        memory.EndWrite(0, Length, Length);
        InstructionCache.Flush(memory.Executable(0), Length, wasUsed: true);
        return ((delegate* unmanaged<int>)memory.Executable(0))();
    }
}
