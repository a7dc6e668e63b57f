using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Native;

/// <summary><c>struct function</c> of stencils/wasm/wasm.h: a function as a reference.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFunction
{
    /// <summary>Stitched code; expects its arguments in the first slots of its frame.</summary>
    public nint Code;

    /// <summary>The instance whose state it runs on; for a host function, its own pseudo-instance.</summary>
    public NativeInstance* Instance;

    /// <summary>The base of that instance's memory, or null.</summary>
    public byte* Memory;

    /// <summary>The canonical number of its type.</summary>
    public uint Type;

    /// <summary>For a host function, its handle.</summary>
    public uint Host;
}
