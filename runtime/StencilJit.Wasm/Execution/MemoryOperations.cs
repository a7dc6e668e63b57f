using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Execution;

/// <summary>The instructions on whole ranges of a memory (4.4.7). False where a range is out of bounds; nothing has changed then.</summary>
internal static unsafe class MemoryOperations
{
    public static bool Initialize(Instance instance, int segment, uint destination, uint source, uint length)
    {
        var memory = instance.Memory!;
        var bytes = instance.DataOf(segment);
        if ((ulong)source + length > (ulong)bytes.Length || !memory.Contains(destination, length))
            return false;
        bytes.Slice((int)source, (int)length).CopyTo(new Span<byte>(memory.Base + destination, (int)length));
        return true;
    }

    public static bool Copy(Instance instance, uint destination, uint source, uint length)
    {
        var memory = instance.Memory!;
        if (!memory.Contains(source, length) || !memory.Contains(destination, length))
            return false;
        Buffer.MemoryCopy(memory.Base + source, memory.Base + destination, length, length);
        return true;
    }

    public static bool Fill(Instance instance, uint destination, byte value, uint length)
    {
        var memory = instance.Memory!;
        if (!memory.Contains(destination, length))
            return false;
        NativeMemory.Fill(memory.Base + destination, length, value);
        return true;
    }
}
