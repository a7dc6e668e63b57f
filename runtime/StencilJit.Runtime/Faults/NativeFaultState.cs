using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Faults;

/// <summary>struct fault_state of stencils/fault/fault.c.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFaultState
{
    /// <summary>The handler that was there before: it gets all other faults.</summary>
    public nint Previous;
    public NativeGuardBlock* Guards;
}
