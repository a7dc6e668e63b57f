using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Native;

/// <summary>
/// <c>struct instance</c> of stencils/wasm/wasm.h. In memory it is followed by what <see cref="Compilation.InstanceLayout"/>
/// lays out: constants, pointers to the cells of globals, to tables and to functions.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeInstance
{
    /// <summary>The bytes of memory 0.</summary>
    public ulong MemorySize;

    /// <summary>The base of memory 0, or null.</summary>
    public byte* MemoryBase;

    public NativeContext* Context;

    /// <summary>The number of the managed instance in its store; for a host function's pseudo-instance, its handle.</summary>
    public ulong Host;
}
