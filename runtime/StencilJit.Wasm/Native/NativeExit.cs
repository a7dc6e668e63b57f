using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Native;

/// <summary><c>struct stenciljit_exit</c> of stencils/include/stenciljit.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeExit
{
    public nint Stack;
    public nint Address;
}
