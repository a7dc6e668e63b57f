using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Faults;

/// <summary>struct guard of stencils/fault/fault.c.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeGuard
{
    /// <summary>Odd while the other fields change.</summary>
    public ulong Version;
    public ulong Memory;

    /// <summary>0 for a guard that is not in use.</summary>
    public ulong MemoryLength;
    public ulong Code;
    public ulong CodeLength;
    public ulong Landing;
}
