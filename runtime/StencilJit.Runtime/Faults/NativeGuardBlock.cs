using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Faults;

/// <summary>struct guard_block of stencils/fault/fault.c, without the guards behind it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeGuardBlock
{
    public nint Next;

    /// <summary>The guards that were ever in use; only grows.</summary>
    public ulong Count;

    /// <summary>The guards of a block.</summary>
    public static NativeGuard* GuardsOf(NativeGuardBlock* block) => (NativeGuard*)(block + 1);
}
