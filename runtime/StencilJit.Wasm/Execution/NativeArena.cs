using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Execution;

/// <summary>Zeroed native memory that is freed all at once.</summary>
internal sealed unsafe class NativeArena
{
    private readonly List<nint> _blocks = [];

    public void* Allocate(long bytes)
    {
        void* block = NativeMemory.AllocZeroed((nuint)bytes);
        _blocks.Add((nint)block);
        return block;
    }

    public void Free()
    {
        foreach (nint block in _blocks)
            NativeMemory.Free((void*)block);
        _blocks.Clear();
    }
}
