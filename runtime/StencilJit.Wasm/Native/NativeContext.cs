using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Native;

/// <summary>
/// <c>struct context</c> of stencils/wasm/wasm.h: what one thread of execution shares over all instances it runs. Behind
/// what stitched code knows it holds the way back to the managed store.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeContext
{
    /// <summary>Where a trap leaves to: <c>struct stenciljit_exit</c>.</summary>
    public NativeExit Exit;

    /// <summary>The end of the value stack that frames live in.</summary>
    public byte* StackLimit;

    /// <summary>The trap that was taken, 0 for none.</summary>
    public uint Trap;

    /// <summary>Which function of the callee's module, among those that are not imported, is to be compiled.</summary>
    public uint Pending;

    /// <summary>Callbacks into .NET, by <see cref="HelperNumber"/>.</summary>
    public nint* Helpers;

    /// <summary>Calls the host function whose pseudo-instance it is given.</summary>
    public delegate* unmanaged<NativeInstance*, ulong, ulong*, uint> HostCall;

    /// <summary>The code of the function that was compiled when it was called.</summary>
    public nint Compiled;

    /// <summary>A weak <see cref="GCHandle"/> of the store; stitched code does not read it.</summary>
    public nint Store;
}
