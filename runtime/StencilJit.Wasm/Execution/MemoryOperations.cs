using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Execution;

/// <summary>The instructions on whole ranges of a memory (4.4.7). False where a range is out of bounds; nothing has changed then.</summary>
internal static unsafe class MemoryOperations
{
    public static bool Initialize(Instance instance, int segment, uint destination, uint source, uint length)
    {
        var bytes = instance.DataOf(segment);
        return (ulong)source + length <= (ulong)bytes.Length && Write(instance, destination, bytes.Slice((int)source, (int)length));
    }

    public static bool Write(Instance instance, uint destination, ReadOnlySpan<byte> bytes)
    {
        var memory = instance.Memory!;
        if (!memory.Contains(destination, (uint)bytes.Length))
            return false;
        bytes.CopyTo(new Span<byte>(memory.Base + destination, bytes.Length));
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
