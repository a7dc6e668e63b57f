using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Native;

/// <summary><c>struct table</c> of stencils/wasm/wasm.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeTable
{
    /// <summary>The references: addresses of <see cref="NativeFunction"/>, or handles of host objects; 0 is null.</summary>
    public nint* Elements;

    /// <summary>The current number of elements.</summary>
    public ulong Length;
}
